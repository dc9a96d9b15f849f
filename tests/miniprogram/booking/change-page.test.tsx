import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import Slot from '../../../miniprogram/src/packages/booking/pages/slot'
import { journeys, logIn, logOut, notes, refusal, server, tap, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, slotPage, tomorrow } from './scene'

const MOVE = `POST /api/me/bookings/${booked.id}/reschedule`
let now: booking.BookingView
let went: string[]
let said: string[]
let shown: { unmount: () => void } | undefined

const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  [`GET /api/me/bookings/${booked.id}`]: () => now,
  [`GET /api/me/bookings/${booked.id}/slot-page`]: () =>
    slotPage([slot(540), slot(570, 'full'), { ...slot(600), percentOff: 10 }, slot(1110, 'full')]),
  [MOVE]: (body: unknown) => (now = { ...now, ...(body as { day: string; minute: number }), version: 2 }),
}
const moves = (sent: Sent[]) => sent.filter(({ call }) => call === MOVE).map(({ body }) => body)

beforeEach(() => {
  logIn()
  now = booked
  went = journeys()
  said = notes()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
  openedWith({ bookingId: booked.id })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Slot />)
  await screen.findByText('上午')
}

describe('another time for a booking', () => {
  test('shows the old time, says that it is kept, and does not offer it again', async () => {
    server(answers)
    await open()
    expect(screen.getByText(/^原预约 明天\(周.\)09:30$/)).toBeTruthy()
    expect(screen.getByText('改好之前，原时间一直为您保留')).toBeTruthy()
    expect(screen.getByRole('radio', { name: '09:30 原时间' }).getAttribute('aria-disabled')).toBe('true')
    expect(screen.queryByText('加入候补')).toBeNull()
  })

  test('is never the one that is given up: the earliest is another', async () => {
    const page = slotPage([slot(540, 'full'), slot(570), slot(600)])
    server({ ...answers, [`GET /api/me/bookings/${booked.id}/slot-page`]: () => page })
    await open()
    expect(screen.getByText(/^最早可约 明天\(周.\)10:00$/)).toBeTruthy()
  })

  test('is had with one tap and what it costs is said before', async () => {
    const sent = server(answers)
    await open()
    await tap('10:00 省10%', 'radio')
    expect(screen.getByText('· ¥774 起', { normalizer: (t) => t.trim() })).toBeTruthy()
    await tap('确认改约')
    await waitFor(() => expect(went).toEqual(['back']))
    expect(moves(sent)).toEqual([{ version: 1, day: tomorrow, minute: 600 }])
    expect(said[0]).toMatch(/^已改到 明天\(周.\)10:00$/)
  })

  test('was just taken: the old one stays, three others are offered', async () => {
    let tries = 0
    const sent = server({
      ...answers,
      [MOVE]: (body) =>
        tries++ === 0
          ? refusal('booking.slot_taken', { alternatives: [{ day: tomorrow, minute: 660 }] })
          : answers[MOVE]?.(body),
    })
    await open()
    await tap('09:00', 'radio')
    await tap('确认改约')
    expect(await screen.findByText('点一下即改到这个时间')).toBeTruthy()
    expect(went).toEqual([])
    await tap(/11:00/)
    await waitFor(() => expect(went).toEqual(['back']))
    expect(moves(sent)).toMatchObject([{ minute: 540 }, { minute: 660 }])
  })

  test('of a booking that the store has changed meanwhile is asked for with the new version', async () => {
    let tries = 0
    const sent = server({
      ...answers,
      [MOVE]: (body) => {
        if (tries++ > 0) return answers[MOVE]?.(body)
        now = { ...now, state: 'confirmed', version: 5 }
        return refusal('booking.state_changed')
      },
    })
    await open()
    await tap('09:00', 'radio')
    await tap('确认改约')
    expect(await screen.findByText('这个预约刚被处理过，已为您刷新到最新状态。')).toBeTruthy()
    await tap('确认改约')
    await waitFor(() => expect(went).toEqual(['back']))
    expect(moves(sent)).toMatchObject([{ version: 1 }, { version: 5 }])
  })

  test('after the cut-off is no longer to be had here', async () => {
    now = { ...booked, cancelUntil: '2020-01-01T00:00:00.000Z' }
    server(answers)
    shown = render(<Slot />)
    expect(await screen.findByText('这个预约现在不能自行改约，请致电门店。')).toBeTruthy()
    await tap('查看预约')
    expect(went).toEqual(['back'])
  })

  test('needs a log-in', async () => {
    logOut()
    server(answers)
    shown = render(<Slot />)
    expect(await screen.findByText('登录后查看这个预约')).toBeTruthy()
  })
})
