import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { act, render, screen, waitFor } from '@testing-library/react'
import { intentDone } from '../../../miniprogram/src/features/booking/request-id'
import Confirm from '../../../miniprogram/src/packages/booking/pages/confirm'
import { car, journeys, logIn, logOut, notes, owner, refusal, server, tap, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, tomorrow } from './scene'

const holdId = '01J00000000000000000000501'
const other = { ...car, id: '01J00000000000000000000102', plate: '沪B6K908', isDefault: false }
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const HOLD = 'POST /api/booking-holds'
const BACK = `DELETE /api/booking-holds/${holdId}`
const result = `instead /packages/booking/pages/result/index?bookingId=${booked.id}`
const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car, other],
  'GET /api/slots': () => ({
    day: tomorrow,
    isOpen: true,
    note: null,
    visitMinutes: 90,
    slots: [{ ...slot(570), percentOff: 10 }],
  }),
  [HOLD]: () => ({ holdId, heldUntil: inSeconds(600) }),
  [BACK]: () => ({}),
  'POST /api/bookings': () => booked,
}
let went: string[]
let shown: { unmount: () => void } | undefined

beforeEach(() => {
  intentDone()
  logIn()
  went = journeys()
  notes()
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Confirm />)
  await screen.findByText('更换前刹车片')
}
const kept = () => screen.findByText(/^为您保留/)
const calls = (sent: Sent[], wanted: string) => sent.filter(({ call }) => call === wanted).map(({ body }) => body)

describe('a time that is kept while its owner looks it over', () => {
  test('is asked for on entering, once, with a clock, and is booked', async () => {
    const sent = server(answers)
    await open()
    expect((await kept()).textContent).toMatch(/^为您保留 (10:00|09:5\d)$/)
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    expect(calls(sent, HOLD)).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        storeId: pudong.id,
        serviceIds: [brakes.id],
        vehicleId: car.id,
        day: tomorrow,
        minute: 570,
      },
    ])
    expect(calls(sent, 'POST /api/bookings')).toMatchObject([{ holdId }])
    shown?.unmount()
    expect(calls(sent, BACK)).toEqual([])
  })

  test('is given back when the owner leaves without booking', async () => {
    const sent = server(answers)
    await open()
    await kept()
    shown?.unmount()
    await waitFor(() => expect(calls(sent, BACK)).toHaveLength(1))
  })

  test('is given back although the answer comes after the owner has left', async () => {
    let answer: (value: unknown) => void = () => undefined
    const sent = server({ ...answers, [HOLD]: () => new Promise((done) => (answer = done)) })
    await open()
    await waitFor(() => expect(calls(sent, HOLD)).toHaveLength(1))
    shown?.unmount()
    await act(async () => {
      answer({ holdId, heldUntil: inSeconds(600) })
      await Promise.resolve()
    })
    await waitFor(() => expect(calls(sent, BACK)).toHaveLength(1))
  })

  test('serves another car as well', async () => {
    const sent = server(answers)
    await open()
    await kept()
    await tap(/沪A·D12345/)
    await tap(/沪B·6K908/, 'radio')
    await tap('确认预约')
    await waitFor(() => expect(calls(sent, 'POST /api/bookings')).toMatchObject([{ vehicleId: other.id, holdId }]))
    expect(calls(sent, HOLD)).toHaveLength(1)
  })

  test('shows what an off-peak time saves', async () => {
    server(answers)
    await open()
    expect(await screen.findByText('¥774 起')).toBeTruthy()
    expect(screen.getByText('错峰价 省10%')).toBeTruthy()
  })
})

describe('a kept time that runs out', () => {
  test('says so, loses nothing, and is kept again with a new request id', async () => {
    let times = 0
    const sent = server({ ...answers, [HOLD]: () => ({ holdId, heldUntil: inSeconds(times++ === 0 ? 1 : 600) }) })
    await open()
    await kept()
    expect(await screen.findByText('保留时间已到，您填写的内容都在。')).toBeTruthy()
    await tap('重新保留')
    expect((await kept()).textContent).toMatch(/09:5\d|10:00/)
    const ids = calls(sent, HOLD).map((body) => (body as { requestId: string }).requestId)
    expect(new Set(ids).size).toBe(2)
  })

  test('can still be booked as it is free', async () => {
    const sent = server({ ...answers, [HOLD]: () => ({ holdId, heldUntil: inSeconds(0) }) })
    await open()
    await screen.findByText('保留时间已到，您填写的内容都在。')
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    expect(calls(sent, 'POST /api/bookings')).toHaveLength(1)
  })
})

describe('a time that cannot be kept', () => {
  const times = [
    { day: tomorrow, minute: 600 },
    { day: tomorrow, minute: 630 },
  ]

  test('because it was just taken: another is chosen with one tap, and kept; nothing is booked yet', async () => {
    let tries = 0
    const sent = server({
      ...answers,
      [HOLD]: () =>
        tries++ === 0 ? refusal('booking.slot_taken', { alternatives: times }) : { holdId, heldUntil: inSeconds(600) },
    })
    await open()
    expect(await screen.findAllByText('点一下换到这个时间')).toHaveLength(2)
    await tap(/10:30/)
    await kept()
    expect(screen.getByText(/^明天\(周.\)10:30$/)).toBeTruthy()
    expect(calls(sent, 'POST /api/bookings')).toEqual([])
    await tap('确认预约')
    await waitFor(() => expect(calls(sent, 'POST /api/bookings')).toMatchObject([{ minute: 630, holdId }]))
  })

  test('for this car, but for another', async () => {
    const sent = server({
      ...answers,
      [HOLD]: (body) =>
        (body as { vehicleId: string }).vehicleId === car.id
          ? refusal('booking.vehicle_booked')
          : { holdId, heldUntil: inSeconds(600) },
    })
    await open()
    expect(await screen.findByText('这辆车当天已有预约，可以先取消原预约再约新的时间。')).toBeTruthy()
    await tap('确认预约')
    expect(calls(sent, 'POST /api/bookings')).toEqual([])
    await tap(/沪A·D12345/)
    await tap(/沪B·6K908/, 'radio')
    await kept()
    expect(screen.queryByText('这辆车当天已有预约，可以先取消原预约再约新的时间。')).toBeNull()
  })

  test('because nothing answers: it is booked unkept, and the hold is first asked for again under its old id', async () => {
    const sent = server({ ...answers, [HOLD]: () => refusal('server.unavailable') })
    await open()
    await waitFor(() => expect(calls(sent, HOLD)).toHaveLength(1))
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    const [first, second] = calls(sent, HOLD) as { requestId: string }[]
    expect(second?.requestId).toBe(first?.requestId)
    expect(calls(sent, 'POST /api/bookings')[0]).not.toHaveProperty('holdId')
  })
})

describe('without what is needed to keep a time', () => {
  test('nobody is logged in: the page works, and nothing is asked for', async () => {
    logOut()
    const sent = server(answers)
    await open()
    await screen.findByText('登录后选择')
    expect(calls(sent, HOLD)).toEqual([])
    logIn()
    await kept()
  })

  test('no phone number yet', async () => {
    logIn({ ...owner, maskedPhone: null })
    const sent = server(answers)
    await open()
    await screen.findByText('沪A·D12345')
    expect(calls(sent, HOLD)).toEqual([])
  })
})
