import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetDraft } from '../../../miniprogram/src/features/booking/remark-draft'
import { intentDone } from '../../../miniprogram/src/features/booking/request-id'
import Confirm from '../../../miniprogram/src/packages/booking/pages/confirm'
import { car, journeys, logIn, notes, server, tap, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, tomorrow, xuhui } from './scene'

const answers = {
  'GET /api/stores': () => [pudong, xuhui],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car],
  'GET /api/slots': () => ({ day: tomorrow, isOpen: true, note: null, visitMinutes: 90, slots: [slot(570, 'full')] }),
  'POST /api/booking-holds': () => ({
    ...{ holdId: '01J00000000000000000000501', heldUntil: new Date(Date.now() + 600_000).toISOString() },
  }),
  'POST /api/bookings': () => booked,
}
let calls: Sent[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  intentDone()
  forgetDraft()
  logIn()
  journeys()
  notes()
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  calls = server(answers)
  shown = render(<Confirm />)
  await screen.findByText('描述一下问题（选填）')
}
const bookings = () => calls.filter(({ call }) => call === 'POST /api/bookings').map(({ body }) => body)

describe('the words', () => {
  const box = () =>
    waitFor(() => {
      const area = screen.getByLabelText('描述一下问题').querySelector('textarea')
      if (!area) throw new Error('no text box yet')
      return area
    })

  test('that are common are a touch away, and go again by another', async () => {
    await open()
    await tap('异响', 'checkbox')
    await tap('漏油', 'checkbox')
    await waitFor(async () => expect((await box()).value).toBe('异响、漏油'))
    await tap('异响', 'checkbox')
    await waitFor(async () => expect((await box()).value).toBe('漏油'))
  })

  test('are still there when the page is opened again, until they are sent', async () => {
    await open()
    fireEvent.input(await box(), { target: { value: '转弯时咯咯响' } })
    shown?.unmount()
    await open()
    await waitFor(async () => expect((await box()).value).toBe('转弯时咯咯响'))
    await screen.findByText('沪A·D12345')
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toMatchObject([{ remark: '转弯时咯咯响' }]))
    shown?.unmount()
    await open()
    expect(Taro.getStorageSync('pitlane.remark-draft')).toBeFalsy()
  })
})
