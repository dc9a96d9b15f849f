import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { addDays } from '@pitlane/kernel'
import type { booking } from '@pitlane/contract'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import Slot from '../../../miniprogram/src/packages/booking/pages/slot'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logIn, logOut, refusal, server, tap, type Sent } from '../owner-app'
import { brakes, openedWith, pageOf, pudong, slot, slotPage, today, tomorrow, xuhui } from './scene'

let went: string[]
let sent: Sent[]
let sockets: FakeSocket[]
let times: booking.SlotView[]
let shown: { unmount: () => void } | undefined

const far = addDays(today, 20)
const month = {
  today,
  priceFen: brakes.priceFen,
  days: [
    { day: today, level: 'full', note: null, earliestMinute: null, percentOff: 0 },
    { day: tomorrow, level: 'plenty', note: null, earliestMinute: 540, percentOff: 10 },
    { day: addDays(today, 2), level: 'closed', note: '元旦', earliestMinute: null, percentOff: 0 },
    { day: far, level: 'few', note: null, earliestMinute: 600, percentOff: 0 },
  ],
}
const nearby = {
  ...{ storeId: xuhui.id, storeName: xuhui.name, distanceKm: 3.2, day: tomorrow, minute: 570, percentOff: 10 },
}
const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/slot-page': () => slotPage(times),
  'GET /api/slot-days': () => month,
  'GET /api/slots': () => ({
    day: far,
    isOpen: true,
    note: null,
    visitMinutes: 90,
    slots: [slot(600), slot(630, 'full')],
  }),
  'GET /api/me/usual-advisor': () => ({ usual: null }),
  'GET /api/me/vehicles': () => [],
  'GET /api/nearby-slots': () => [nearby],
}
const count = (call: string) => sent.filter((one) => one.call === call).length

beforeEach(() => {
  logOut()
  went = journeys()
  sockets = liveSockets()
  sent = server(answers)
  times = [slot(540), { ...slot(570), recommended: 'earliest' }, slot(600), slot(780)]
  openedWith({ storeId: pudong.id, serviceIds: brakes.id })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Slot />)
  await screen.findByText('看整月')
}

/** Somebody books, so many times: the server says each time that the day changed. */
async function say(changes: number): Promise<void> {
  await waitFor(() => expect(sockets.length).toBeGreaterThan(0))
  const socket = sockets.at(-1)
  await act(async () => {
    socket?.open()
    socket?.say({ type: 'ready' })
    for (let i = 0; i < changes; i++)
      socket?.say({ type: 'changed', topic: { kind: 'slots', storeId: pudong.id, day: tomorrow } })
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
}

describe('one call', () => {
  test('brings days and times; another day needs no further one; a burst of news is read once', async () => {
    await open()
    await tap(/较少/, 'tab')
    expect(await screen.findByRole('radio', { name: '09:00 较少' })).toBeTruthy()
    expect(count('GET /api/slot-page')).toBe(1)
    expect(count('GET /api/slots') + count('GET /api/slot-days')).toBe(0)
    await tap(/充足/, 'tab')
    await say(20)
    await waitFor(() => expect(count('GET /api/slot-page')).toBeGreaterThan(1))
    expect(count('GET /api/slot-page')).toBeLessThanOrEqual(3)
  })
})

describe('under the finger', () => {
  test('recommended times stand still: what is taken says so, what is new waits', async () => {
    times = [{ ...slot(540), recommended: 'earliest' }, { ...slot(780), recommended: 'quiet' }, slot(840)]
    await open()
    times = [slot(540, 'full'), { ...slot(780), recommended: 'earliest' }, { ...slot(840), recommended: 'quiet' }]
    await say(1)
    expect((await screen.findAllByRole('radio', { name: '09:00 刚被约走' })).length).toBe(2)
    const names = screen.getAllByRole('radio').map((chip) => chip.getAttribute('aria-label'))
    expect(names.slice(0, 2)).toEqual(['09:00 刚被约走', '13:00 少等'])
  })

  test('the day that is shown stays, also when the last of it is taken', async () => {
    await open()
    times = [slot(540, 'full'), slot(780, 'full')]
    await say(1)
    expect(await screen.findByText('这一天已经约满')).toBeTruthy()
  })
})

describe('short ways', () => {
  test('最早可约 chooses the first free day and time with one tap', async () => {
    await open()
    await tap(/较少/, 'tab')
    await tap(/^最早可约 明天/)
    await tap('下一步')
    expect(went[0]).toContain(`day=${tomorrow}&minute=540`)
  })

  test('the month says how full and how dear each day is, and a day beyond the fourteen shows its times', async () => {
    await open()
    await tap('看整月')
    const sheet = within(await screen.findByRole('dialog', { name: '选择日期' }))
    await waitFor(() => expect(sheet.getAllByRole('radio').length).toBe(4))
    const names = sheet.getAllByRole('radio').map((cell) => cell.getAttribute('aria-label') ?? '')
    expect(names[0]).toMatch(/约满$/)
    expect(names[1]).toMatch(/充足 最低 ¥774 省10%$/)
    expect(names[2]).toMatch(/元旦 休息$/)
    expect(names[3]).toMatch(/较少 最低 ¥860$/)
    expect(sheet.getAllByRole('radio')[2]?.getAttribute('aria-disabled')).toBe('true')
    await act(async () => {
      sheet.getAllByRole('radio')[3]?.click()
      await Promise.resolve()
    })
    expect(screen.queryByRole('dialog')).toBeNull()
    await screen.findByRole('radio', { name: '10:00' })
    expect(screen.getAllByRole('tab')).toHaveLength(5)
    await tap('10:00', 'radio')
    await tap('下一步')
    expect(went[0]).toContain(`day=${far}&minute=600`)
  })

  test('a month that cannot be had may be tried again', async () => {
    server({ ...answers, 'GET /api/slot-days': () => refusal('server.unavailable') })
    await open()
    await tap('看整月')
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
  })
})

describe('the usual advisor', () => {
  test('is recommended by name to an owner who is logged in', async () => {
    logIn()
    const usual = { name: '李静', laneId: '01J00000000000000000000701', minutes: [600, 780] }
    sent = server({ ...answers, 'GET /api/me/usual-advisor': () => ({ usual }) })
    await open()
    expect(await screen.findByRole('radio', { name: '10:00 常用顾问 李静' })).toBeTruthy()
    await tap('10:00 常用顾问 李静', 'radio')
    expect(screen.getByText('由您的常用顾问 李静 接待')).toBeTruthy()
    await tap('09:00', 'radio')
    expect(screen.queryByText('由您的常用顾问 李静 接待')).toBeNull()
  })

  test('is not asked for without a log-in', async () => {
    await open()
    expect(count('GET /api/me/usual-advisor')).toBe(0)
  })
})

describe('a day that is full', () => {
  beforeEach(() => openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: today }))

  test('offers other stores with distance, time and price; one tap changes store and time', async () => {
    await open()
    expect(await screen.findByText('附近门店有空')).toBeTruthy()
    expect(screen.getByText('¥774 起')).toBeTruthy()
    const place = within(screen.getByRole('button', { name: /徐汇店/ }))
    expect(place.getByText(/^最早可约 明天\(周.\)09:30$/)).toBeTruthy()
    expect(place.getByText('距本店 3.2 公里')).toBeTruthy()
    await tap(/徐汇店/)
    expect(went).toEqual([
      `instead /packages/booking/pages/slot/index?storeId=${xuhui.id}&serviceIds=${brakes.id}&day=${tomorrow}&minute=570`,
    ])
  })

  test('says nothing of other stores where there is none', async () => {
    sent = server({ ...answers, 'GET /api/nearby-slots': () => [] })
    await open()
    await waitFor(() => expect(count('GET /api/nearby-slots')).toBe(1))
    expect(screen.queryByText('附近门店有空')).toBeNull()
  })
})

test('an address with a time has it chosen', async () => {
  server({ ...answers, 'GET /api/slot-page': () => pageOf([{ slots: [] }, { slots: [slot(570), slot(600)] }]) })
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
  await open()
  expect(screen.getByRole('radio', { name: '09:30' }).getAttribute('aria-checked')).toBe('true')
})
