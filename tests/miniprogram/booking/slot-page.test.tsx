import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { act, render, screen, waitFor } from '@testing-library/react'
import Slot from '../../../miniprogram/src/packages/booking/pages/slot'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logOut, refusal, server, tap, type Sent } from '../owner-app'
import { brakes, openedWith, pudong, slot, slotPage, tomorrow } from './scene'

let went: string[]
let sent: Sent[]
let sockets: FakeSocket[]
let times: booking.SlotView[]
let shown: { unmount: () => void } | undefined

const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/slot-page': () => slotPage(times),
}

beforeEach(() => {
  logOut()
  went = journeys()
  sockets = liveSockets()
  sent = server(answers)
  times = [slot(540), { ...slot(570, 'few'), recommended: 'earliest' }, slot(630, 'full'), slot(780), slot(1110)]
  openedWith({ storeId: pudong.id, serviceIds: brakes.id })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Slot />)
  await screen.findByText('上午')
}

/** Somebody books: the server says that the day changed. */
async function change(to: booking.SlotView[]): Promise<void> {
  await waitFor(() => expect(sockets).toHaveLength(1))
  const [socket] = sockets
  await act(async () => {
    socket?.open()
    socket?.say({ type: 'ready' })
    times = to
    socket?.say({ type: 'changed', topic: { kind: 'slots', storeId: pudong.id, day: tomorrow } })
    await Promise.resolve()
  })
}

const isChosen = (name: string) => screen.getByRole('radio', { name }).getAttribute('aria-checked')

describe('choosing a time', () => {
  test('starts at the first day with a free time, needs no log-in, and says how full each day is', async () => {
    await open()
    const selected = screen.getAllByRole('tab').filter((tab) => tab.getAttribute('aria-selected') === 'true')
    expect(selected).toHaveLength(1)
    expect(selected[0]?.getAttribute('aria-label')).toContain('充足')
    expect(screen.getAllByRole('tab').map((tab) => tab.getAttribute('aria-label')?.split(' ').at(-1))).toEqual([
      '约满',
      '充足',
      '休息',
      '较少',
    ])
    expect(screen.getByText('元旦')).toBeTruthy()
    expect(sent.every(({ call }) => !call.includes('/api/me'))).toBe(true)
  })

  test('shows the day in its parts with the recommended times first', async () => {
    await open()
    for (const part of ['推荐', '上午', '下午', '晚间']) expect(screen.getByText(part)).toBeTruthy()
    expect(screen.getAllByRole('radio').map((chip) => chip.getAttribute('aria-label')?.trim())).toEqual([
      '09:30 最早可约',
      '09:00',
      '09:30 较少',
      '10:30 约满',
      '13:00',
      '18:30',
    ])
  })

  test('keeps the chosen time in sight and goes on with it', async () => {
    await open()
    await tap('09:00', 'radio')
    expect(screen.getByText(/^明天\(周.\)09:00$/)).toBeTruthy()
    expect(screen.getByText('约 1.5 小时')).toBeTruthy()
    await tap('下一步')
    expect(went).toEqual([
      `to /packages/booking/pages/confirm/index?storeId=${pudong.id}&serviceIds=${brakes.id}&day=${tomorrow}&minute=540`,
    ])
  })

  test('goes nowhere before a time is chosen, and a full time cannot be chosen', async () => {
    await open()
    await tap('10:30 约满', 'radio')
    await tap('下一步')
    expect(screen.getByText('请选择时间')).toBeTruthy()
    expect(went).toEqual([])
  })
})

describe('times that cost less', () => {
  test('say how much less, in words, and the chosen one says its price', async () => {
    times = [
      slot(540),
      { ...slot(780, 'few'), percentOff: 10, recommended: 'off_peak' },
      { ...slot(840, 'full'), percentOff: 10 },
    ]
    await open()
    expect(screen.getByRole('radio', { name: '13:00 错峰价 ¥774 省10%' })).toBeTruthy()
    expect(screen.getByRole('radio', { name: '14:00 约满' })).toBeTruthy()
    await tap('13:00 较少 省10%', 'radio')
    expect(screen.getByText(/¥774 起/)).toBeTruthy()
    await tap('09:00', 'radio')
    expect(screen.getByText(/¥860 起/)).toBeTruthy()
  })
})

describe('while others book', () => {
  test('a time that is taken fades and says so; the choice stays', async () => {
    await open()
    await tap('09:00', 'radio')
    await change([slot(540), slot(570, 'full'), slot(630, 'full'), slot(780), slot(1110)])
    expect((await screen.findAllByText('刚被约走')).length).toBeGreaterThan(0)
    expect(isChosen('09:00')).toBe('true')
    expect(screen.getAllByText('约满', { selector: '.word' })).toHaveLength(1)
  })

  test('the chosen time is taken: says so, and the way on is closed until another is chosen', async () => {
    await open()
    await tap('09:00', 'radio')
    await change([slot(540, 'full'), slot(570, 'few'), slot(630, 'full'), slot(780), slot(1110)])
    expect(await screen.findByText('您选的 09:00 刚被约走了，请换一个时间。')).toBeTruthy()
    await tap('下一步')
    expect(went).toEqual([])
    await tap('13:00', 'radio')
    expect(screen.queryByText('您选的 09:00 刚被约走了，请换一个时间。')).toBeNull()
    await tap('下一步')
    expect(went[0]).toContain('minute=780')
  })

  test('the rest of the day is taken: offers the next day with a free time', async () => {
    await open()
    await change([slot(540, 'full'), slot(780, 'full')])
    expect(await screen.findByText('这一天已经约满')).toBeTruthy()
    await tap(/^看看 /)
    expect(screen.getAllByRole('tab').at(-1)?.getAttribute('aria-selected')).toBe('true')
  })
})

describe('when something is missing', () => {
  test('an address without a service leads back to the services', async () => {
    openedWith({ storeId: pudong.id })
    shown = render(<Slot />)
    expect(screen.getByText('预约信息不完整，请重新选择')).toBeTruthy()
    await tap('重新选择')
    expect(went).toEqual(['instead /packages/booking/pages/service/index'])
  })

  test('a service that is no longer offered leads back too', async () => {
    server({ ...answers, [`GET /api/stores/${pudong.id}/services`]: () => [] })
    shown = render(<Slot />)
    expect(await screen.findByText('预约信息不完整，请重新选择')).toBeTruthy()
  })

  test('times that cannot be had may be tried again', async () => {
    server({ ...answers, 'GET /api/slot-page': () => refusal('server.unavailable') })
    shown = render(<Slot />)
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    server(answers)
    await tap('重试')
    expect(await screen.findByText('上午')).toBeTruthy()
  })
})
