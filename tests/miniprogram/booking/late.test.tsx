import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { render, screen, waitFor } from '@testing-library/react'
import Detail from '../../../miniprogram/src/packages/booking/pages/detail'
import { journeys, logIn, notes, refusal, server, tap, type Sent } from '../owner-app'
import { booked, openedWith, pudong, today, tomorrow } from './scene'

const LATE = `POST /api/me/bookings/${booked.id}/lateness`
let now: booking.BookingView
let said: string[]
let went: string[]
let shown: { unmount: () => void } | undefined

const told = (sent: Sent[]) => sent.filter(({ call }) => call === LATE).map(({ body }) => body)
const answers = (outcome: keyof typeof booking.lateOutcomes) => ({
  'GET /api/stores': () => [pudong],
  [`GET /api/me/bookings/${booked.id}`]: () => now,
  [LATE]: (body: unknown) => {
    const { minutes, dryRun } = body as { minutes: number; dryRun: boolean }
    if (!dryRun) now = { ...now, lateMinutes: minutes }
    return { outcome, minute: outcome === 'shifted' ? 600 : 570, booking: now }
  },
})

beforeEach(() => {
  logIn()
  now = { ...booked, day: today, state: 'confirmed' }
  said = notes()
  went = journeys()
  openedWith({ bookingId: booked.id })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Detail />)
  await screen.findByText('BK7QK2M9XD')
}

describe('coming later', () => {
  test('first says what would happen, then tells the store, once', async () => {
    const sent = server(answers('shifted'))
    await open()
    await tap(/^我会晚到/)
    await tap('20 分钟', 'radio')
    expect(await screen.findByText('已为您顺延，其他客人不受影响。')).toBeTruthy()
    expect(screen.getByText('顺延后的时间：今天 10:00')).toBeTruthy()
    expect(told(sent)).toEqual([{ minutes: 20, dryRun: true }])
    await tap('告诉门店')
    await waitFor(() => expect(said).toEqual(['已告诉门店']))
    expect(told(sent)[1]).toEqual({ minutes: 20, dryRun: false })
    expect(await screen.findByText('您已告知约晚到 20 分钟')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^我会晚到/ })).toBeNull()
  })

  test('nothing is told before an answer is there, and another delay is asked for anew', async () => {
    const sent = server(answers('kept'))
    await open()
    await tap(/^我会晚到/)
    await tap('告诉门店')
    expect(told(sent)).toEqual([])
    await tap('10 分钟', 'radio')
    expect(await screen.findByText('时间为您保留，到店后按原预约接待。')).toBeTruthy()
    await tap('30 分钟', 'radio')
    await waitFor(() => expect(told(sent)).toMatchObject([{ minutes: 10 }, { minutes: 30 }]))
  })

  test('on a full day leads to another time', async () => {
    server(answers('full'))
    await open()
    await tap(/^我会晚到/)
    await tap('60 分钟', 'radio')
    expect(await screen.findByText(/^当天之后的时间已约满/)).toBeTruthy()
    await tap('改约其他时间')
    expect(went).toEqual([`to /packages/booking/pages/slot/index?bookingId=${booked.id}`])
  })

  test('a refusal is said in the sheet', async () => {
    server({ ...answers('kept'), [LATE]: () => refusal('booking.late_told') })
    await open()
    await tap(/^我会晚到/)
    await tap('10 分钟', 'radio')
    expect(await screen.findByText('您已经告知过晚到时间，如有变化请致电门店。')).toBeTruthy()
  })

  test('is only for the day itself', async () => {
    now = { ...now, day: tomorrow }
    server(answers('kept'))
    await open()
    expect(screen.queryByRole('button', { name: /^我会晚到/ })).toBeNull()
  })
})

describe('a booking before its cut-off', () => {
  test('leads to another time', async () => {
    server(answers('kept'))
    await open()
    await tap('改约')
    expect(went).toEqual([`to /packages/booking/pages/slot/index?bookingId=${booked.id}`])
  })

  test('of several services lists each with its price', async () => {
    const services = [
      { id: '01J00000000000000000000301', name: '更换前刹车片', priceFen: 86_000 },
      { id: '01J00000000000000000000304', name: '四轮定位', priceFen: 20_000 },
    ]
    now = { ...now, services, serviceName: '更换前刹车片、四轮定位', priceFen: 106_000 }
    server(answers('kept'))
    await open()
    for (const words of ['更换前刹车片', '¥860 起', '四轮定位', '¥200 起', '合计', '¥1,060 起'])
      expect(screen.getByText(words)).toBeTruthy()
  })

  test('that is over is booked again with the same services', async () => {
    now = { ...now, state: 'cancelled', cancelUntil: null }
    server(answers('kept'))
    await open()
    await tap('再约一次')
    expect(went[0]).toContain(`serviceIds=${booked.services[0]?.id}`)
  })
})
