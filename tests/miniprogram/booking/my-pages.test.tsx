import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { act, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import Detail from '../../../miniprogram/src/packages/booking/pages/detail'
import Result from '../../../miniprogram/src/packages/booking/pages/result'
import Bookings from '../../../miniprogram/src/pages/bookings'
import Home from '../../../miniprogram/src/pages/home'
import Progress from '../../../miniprogram/src/pages/progress'
import { liveSockets, type FakeSocket } from '../live-socket'
import { car, journeys, logIn, logOut, notes, refusal, server, tap } from '../owner-app'
import { booked, openedWith, pudong, today } from './scene'

let went: string[]
let sockets: FakeSocket[]
let now: booking.BookingView
let shown: { unmount: () => void } | undefined

const show = (page: React.ReactElement) => (shown = render(page))
const answers = {
  'GET /api/stores': () => [pudong],
  'GET /api/me/vehicles': () => [car],
  'GET /api/me/bookings': () => ({ items: [now], next: null }),
  [`GET /api/me/bookings/${booked.id}`]: () => now,
  'GET /api/me/workorders': () => ({ items: [] }),
}

beforeEach(() => {
  logIn()
  now = booked
  went = journeys()
  sockets = liveSockets()
  openedWith({ bookingId: booked.id })
})
afterEach(() => shown?.unmount())

/** The front desk does something with the booking. */
async function staff(change: Partial<booking.BookingView>): Promise<void> {
  await waitFor(() => expect(sockets).toHaveLength(1))
  await act(async () => {
    sockets[0]?.open()
    sockets[0]?.say({ type: 'ready' })
    now = { ...now, ...change }
    sockets[0]?.say({ type: 'changed', topic: { kind: 'mine' }, bookingId: booked.id })
    await Promise.resolve()
  })
}

describe('the result', () => {
  test('waits for the store and turns by itself when the store confirms', async () => {
    server(answers)
    show(<Result />)
    expect(await screen.findByText('已提交，等待门店确认')).toBeTruthy()
    await staff({ state: 'confirmed', version: 2 })
    expect(await screen.findByText('预约已确认')).toBeTruthy()
    await tap('查看预约')
    expect(went).toEqual([`instead /packages/booking/pages/detail/index?bookingId=${booked.id}`])
  })
})

describe('one booking', () => {
  test('says how it stands, what was agreed and where to go', async () => {
    server(answers)
    const call = jest.spyOn(Taro, 'makePhoneCall').mockResolvedValue({ errMsg: 'ok' })
    const map = jest.spyOn(Taro, 'openLocation').mockResolvedValue({ errMsg: 'ok' })
    show(<Detail />)
    expect((await screen.findAllByText('待确认')).length).toBeGreaterThan(0)
    for (const words of ['BK7QK2M9XD', '¥860 起', '沪A·D12345 特斯拉 Model 3', '刹车有异响'])
      expect(screen.getByText(words)).toBeTruthy()
    await tap('致电门店')
    expect(call).toHaveBeenCalledWith({ phoneNumber: '021-58001288' })
    await screen.findByRole('button', { name: '导航前往' })
    await tap('导航前往')
    expect(map).toHaveBeenCalledWith(expect.objectContaining({ latitude: 31.23, name: '浦东店' }))
  })

  test('is cancelled with a reason, after saying what is lost', async () => {
    const shownNotes = notes()
    const cancelled = jest.fn((_: unknown): booking.BookingView => {
      now = { ...now, state: 'cancelled', cancelUntil: null, closingNote: '行程有变' }
      return now
    })
    server({ ...answers, [`POST /api/me/bookings/${booked.id}/cancellation`]: cancelled })
    show(<Detail />)
    await screen.findByRole('button', { name: '取消预约' })
    await tap('取消预约')
    expect(screen.getByText('取消后这个时间会让给其他车主，再约需要重新选时间。')).toBeTruthy()
    await tap('确认取消')
    expect(cancelled).not.toHaveBeenCalled()
    await tap('行程有变', 'radio')
    await tap('确认取消')
    await waitFor(() => expect(shownNotes).toEqual(['预约已取消']))
    expect(cancelled).toHaveBeenCalledWith({ reason: 'plan_changed' })
    expect((await screen.findAllByText('已取消')).length).toBeGreaterThan(0)
    expect(screen.getByRole('button', { name: '再约一次' })).toBeTruthy()
  })

  test('keeps the sheet open with the reason when the store was faster', async () => {
    const path = `POST /api/me/bookings/${booked.id}/cancellation`
    server({ ...answers, [path]: () => refusal('booking.too_late_to_cancel') })
    show(<Detail />)
    await screen.findByRole('button', { name: '取消预约' })
    await tap('取消预约')
    await tap('其他原因', 'radio')
    await tap('确认取消')
    expect(await screen.findByText('距预约时间不足 2 小时，请致电门店取消。')).toBeTruthy()
  })

  test('after the cut-off only the telephone is left', async () => {
    now = { ...booked, state: 'confirmed', cancelUntil: '2020-01-01T00:00:00.000Z' }
    server(answers)
    show(<Detail />)
    expect(await screen.findByText('距预约时间已近，如需改约或取消请致电门店。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '取消预约' })).toBeNull()
  })

  test('opened by its address without a log-in asks for one and then shows it', async () => {
    logOut()
    const sent = server(answers)
    show(<Detail />)
    expect(await screen.findByText('登录后查看这个预约')).toBeTruthy()
    expect(sent.filter(({ call }) => call.includes('/api/me'))).toEqual([])
    logIn()
    expect(await screen.findByText('BK7QK2M9XD')).toBeTruthy()
  })

  test('of somebody else is not found', async () => {
    server({ ...answers, [`GET /api/me/bookings/${booked.id}`]: () => refusal('booking.not_found') })
    show(<Detail />)
    expect(await screen.findByText('没有找到这个预约。')).toBeTruthy()
  })
})

describe('my bookings', () => {
  test('lists what is to come and follows the store', async () => {
    server(answers)
    show(<Bookings />)
    expect(await screen.findByText('待确认')).toBeTruthy()
    await staff({ state: 'confirmed' })
    expect(await screen.findByText('已确认')).toBeTruthy()
  })

  test('fetches what is past page by page', async () => {
    const older = { ...booked, id: '01J00000000000000000000402', serviceName: '四轮定位', state: 'arrived' as const }
    const pages = [
      { items: [], next: null },
      { items: [{ ...booked, state: 'cancelled' as const }], next: booked.id },
      { items: [older], next: null },
    ]
    let page = 0
    server({ ...answers, 'GET /api/me/bookings': () => pages[Math.min(page++, 2)] })
    show(<Bookings />)
    expect(await screen.findByText('还没有预约')).toBeTruthy()
    await tap('历史', 'tab')
    expect(await screen.findByText('更换前刹车片')).toBeTruthy()
    await tap('加载更多')
    expect(await screen.findByText('四轮定位')).toBeTruthy()
    expect(screen.getByText('更换前刹车片')).toBeTruthy()
    expect(screen.queryByText('加载更多')).toBeNull()
  })

  test('without a log-in says what it would bring', async () => {
    logOut()
    const sent = server({})
    show(<Bookings />)
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    expect(sent).toEqual([])
  })
})

describe('the progress page', () => {
  test('shows the steps of the next visit', async () => {
    server(answers)
    show(<Progress />)
    expect(await screen.findByText('门店正在确认，通常 30 分钟内会有结果。')).toBeTruthy()
    await staff({ state: 'confirmed' })
    expect(await screen.findByRole('img', { name: '当前进度：已确认' })).toBeTruthy()
  })

  test('shows the visit of today that has begun', async () => {
    const arrived = { ...booked, state: 'arrived' as const, day: today }
    let calls = 0
    server({ ...answers, 'GET /api/me/bookings': () => ({ items: calls++ % 2 === 0 ? [] : [arrived], next: null }) })
    show(<Progress />)
    expect(await screen.findByText('您的车已到店，服务顾问会与您确认检查结果。')).toBeTruthy()
  })

  test('has nothing to show and says what to do', async () => {
    server({ ...answers, 'GET /api/me/bookings': () => ({ items: [], next: null }) })
    show(<Progress />)
    expect(await screen.findByText('现在没有进行中的服务')).toBeTruthy()
    await tap('预约服务')
    expect(went).toEqual(['to /packages/booking/pages/service/index'])
  })
})

describe('the home page', () => {
  test('shows my car and the next visit', async () => {
    server(answers)
    show(<Home />)
    expect(await screen.findByText('沪A·D12345')).toBeTruthy()
    expect(await screen.findByText('更换前刹车片 · 浦东店')).toBeTruthy()
    await tap('预约服务')
    expect(went).toEqual(['to /packages/booking/pages/service/index'])
  })

  test('makes another car the default', async () => {
    const second = { ...car, id: '01J00000000000000000000102', plate: '沪B6K908', isDefault: false }
    let cars = [car, second]
    server({
      ...answers,
      'GET /api/me/vehicles': () => cars,
      [`PUT /api/me/vehicles/${second.id}/default`]: () => (cars = [second, car]),
    })
    show(<Home />)
    await screen.findByText('沪A·D12345')
    await tap(/沪A·D12345/)
    await tap(/沪B·6K908/, 'radio')
    expect(await screen.findByText('沪B·6K908')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText('沪A·D12345')).toBeNull())
  })

  test('without a log-in asks the server for nothing of the owner', async () => {
    logOut()
    const sent = server({})
    show(<Home />)
    expect(await screen.findByText('登录后可保存车辆与预约')).toBeTruthy()
    expect(screen.getByRole('button', { name: '预约服务' })).toBeTruthy()
    expect(sent).toEqual([])
  })
})
