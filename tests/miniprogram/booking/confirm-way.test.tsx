import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { mobility } from '@pitlane/contract'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { forgetDraft } from '../../../miniprogram/src/features/booking/remark-draft'
import { intentDone } from '../../../miniprogram/src/features/booking/request-id'
import Confirm from '../../../miniprogram/src/packages/booking/pages/confirm'
import { car, journeys, logIn, notes, refusal, server, tap, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, tomorrow } from './scene'

const noOffers: mobility.MobilityOffers = {
  ...{ hasFetch: false, fetchFrom: null, hasReturn: false, returnBy: null, hasLoaner: false },
}
let offers = noOffers
let usual: { name: string; laneId: string; minutes: number[] } | null = null

const holdId = '01J00000000000000000000501'
const result = `instead /packages/booking/pages/result/index?bookingId=${booked.id}`
const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car],
  'GET /api/slots': () => ({ day: tomorrow, isOpen: true, note: null, visitMinutes: 90, slots: [slot(570)] }),
  'GET /api/mobility-offers': () => offers,
  'GET /api/me/usual-advisor': () => ({ usual }),
  'POST /api/booking-holds': () => ({ holdId, heldUntil: new Date(Date.now() + 600_000).toISOString() }),
  [`DELETE /api/booking-holds/${holdId}`]: () => ({}),
  'POST /api/bookings': () => booked,
}
let went: string[]
let shown: { unmount: () => void } | undefined

beforeEach(() => {
  offers = noOffers
  usual = null
  forgetDraft()
  intentDone()
  logIn()
  went = journeys()
  notes()
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Confirm />)
  await screen.findByText('沪A·D12345')
}

const posts = (sent: Sent[]) => sent.filter(({ call }) => call === 'POST /api/bookings').map(({ body }) => body)

describe('how the car comes', () => {
  const everything: mobility.MobilityOffers = {
    ...{ hasFetch: true, fetchFrom: 510, hasReturn: true, returnBy: 780, hasLoaner: true },
  }
  /** The input inside Taro's element, which comes a moment later. */
  const write = async (label: string, value: string) => {
    const input = await waitFor(() => {
      const found = screen.getByLabelText(label).querySelector('input')
      if (!found) throw new Error(`no input under ${label} yet`)
      return found
    })
    fireEvent.input(input, { target: { value } })
  }

  test('waiting or leaving it is always possible; a driver and a loaner car only where they are free', async () => {
    const sent = server(answers)
    await open()
    expect(screen.queryByRole('radio', { name: '上门取车' })).toBeNull()
    await tap('留车后离开', 'radio')
    expect(screen.queryByText('借用代步车')).toBeNull()
    await tap('确认预约')
    await waitFor(() => expect(posts(sent)).toMatchObject([{ handover: 'leave' }]))
    expect(posts(sent)[0]).not.toHaveProperty('mobility')
  })

  test('a driver needs an address, which is asked for only when booking', async () => {
    offers = everything
    const sent = server(answers)
    await open()
    fireEvent.click(await screen.findByRole('radio', { name: '上门取车' }))
    expect(await screen.findByText('司机约 08:30 到您这里取车')).toBeTruthy()
    expect(screen.queryByText('请填写详细的取车地址，至少 5 个字')).toBeNull()
    await tap('确认预约')
    expect(await screen.findByText('请填写详细的取车地址，至少 5 个字')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await write('取车地址', ' 世纪大道 100 号 3 座 ')
    await write('给司机的话（选填）', '钥匙在前台')
    await tap(/^做好后送车上门/, 'checkbox')
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    expect(posts(sent)).toMatchObject([
      {
        handover: 'fetch',
        mobility: {
          trip: { address: '世纪大道 100 号 3 座', contactNote: '钥匙在前台' },
          returnTrip: true,
          loaner: false,
        },
      },
    ])
  })

  test('a loaner car goes with a car that is left', async () => {
    offers = everything
    const sent = server(answers)
    await open()
    fireEvent.click(await screen.findByRole('radio', { name: '留车后离开' }))
    fireEvent.click(await screen.findByRole('checkbox', { name: /^借用代步车/ }))
    await tap('确认预约')
    await waitFor(() =>
      expect(posts(sent)).toMatchObject([{ handover: 'leave', mobility: { returnTrip: false, loaner: true } }]),
    )
  })

  test('a driver who is gone meanwhile is said, and nothing is booked without one', async () => {
    offers = everything
    const sent = server({
      ...answers,
      'POST /api/bookings': () => {
        offers = noOffers
        return refusal('mobility.no_driver')
      },
    })
    await open()
    fireEvent.click(await screen.findByRole('radio', { name: '上门取车' }))
    await write('取车地址', '世纪大道 100 号')
    await tap('确认预约')
    expect(await screen.findByText('这个时间没有取车司机了，请换一种交车方式。')).toBeTruthy()
    await tap('确认预约')
    expect(posts(sent)).toHaveLength(1)
  })
})

test('the usual advisor is named, and asked for with the booking', async () => {
  usual = { name: '李静', laneId: '01J00000000000000000000701', minutes: [570] }
  const sent = server(answers)
  await open()
  expect(await screen.findByText('常用顾问 李静')).toBeTruthy()
  await tap('确认预约')
  await waitFor(() => expect(posts(sent)).toMatchObject([{ laneId: usual?.laneId }]))
})
