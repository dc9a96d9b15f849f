import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { render, screen, waitFor } from '@testing-library/react'
import Reminders from '../../../miniprogram/src/packages/account/pages/reminders'
import CheckIn from '../../../miniprogram/src/packages/booking/pages/check-in'
import Shared from '../../../miniprogram/src/packages/booking/pages/shared'
import { booked, openedWith, today } from '../booking/scene'
import { journeys, logIn, logOut, refusal, server, tap, type Sent } from '../owner-app'

const code = 'PL1.01J00000000000000000000201.abcdefghijklmnopqrst_-'
const POST = 'POST /api/me/bookings/check-in'
const here: booking.BookingView = { ...booked, state: 'arrived', day: today }
const bodies = (sent: Sent[]) => sent.filter(({ call }) => call === POST).map(({ body }) => body)

let went: string[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  logIn()
  went = journeys()
  openedWith({ code })
})
afterEach(() => shown?.unmount())

describe('the poster at the entrance', () => {
  test('checks in by itself and says what happens next', async () => {
    const sent = server({ [POST]: () => ({ booking: here, choices: [] }) })
    shown = render(<CheckIn />)
    expect(await screen.findByText('签到成功，欢迎光临')).toBeTruthy()
    expect(screen.getByText(/服务顾问马上来接待您，请在接待区稍候/)).toBeTruthy()
    expect(bodies(sent)).toEqual([{ code }])
    await tap('查看进度')
    expect(went).toEqual([`instead /packages/booking/pages/detail/index?bookingId=${booked.id}`])
  })

  test('asks for a log-in first, then goes on by itself', async () => {
    logOut()
    const sent = server({ [POST]: () => ({ booking: here, choices: [] }) })
    shown = render(<CheckIn />)
    expect(screen.getByText('用预约时的手机号登录，马上完成签到。')).toBeTruthy()
    expect(sent).toEqual([])
    logIn()
    expect(await screen.findByText('签到成功，欢迎光临')).toBeTruthy()
  })

  test('with several cars asks which one is here', async () => {
    const other = { ...here, id: '01J00000000000000000000499', plate: '沪B6K908', minute: 900 }
    const sent = server({
      [POST]: (body) =>
        (body as { bookingId?: string }).bookingId
          ? { booking: other, choices: [] }
          : { booking: null, choices: [here, other] },
    })
    shown = render(<CheckIn />)
    expect(await screen.findByText('您今天有几个预约，请选择到店的是哪辆车')).toBeTruthy()
    await tap(/沪B·6K908/)
    expect(await screen.findByText('签到成功，欢迎光临')).toBeTruthy()
    expect(bodies(sent)).toEqual([{ code }, { code, bookingId: other.id }])
  })

  test('too early says from when on, and goes again', async () => {
    let tries = 0
    server({
      [POST]: () =>
        tries++ === 0
          ? refusal('booking.check_in_early', { from: `${today}T01:00:00.000Z` })
          : { booking: here, choices: [] },
    })
    shown = render(<CheckIn />)
    expect(await screen.findByText('今天 09:00 起可以签到，您可以先在休息区稍候。')).toBeTruthy()
    await tap('再试一次')
    expect(await screen.findByText('签到成功，欢迎光临')).toBeTruthy()
  })

  test('a wrong code is said; a browser is told how to scan', async () => {
    server({ [POST]: () => refusal('booking.check_in_code_wrong') })
    shown = render(<CheckIn />)
    expect(await screen.findByText('这不是本店的到店码，请扫描店内张贴的二维码。')).toBeTruthy()
    expect(screen.getByText(/请用微信或手机相机扫描/)).toBeTruthy()
    shown.unmount()
    openedWith({})
    shown = render(<CheckIn />)
    expect(await screen.findByText(/请用微信或手机相机扫描/)).toBeTruthy()
    await tap('返回首页')
    expect(went).toEqual(['tab /pages/home/index'])
  })

  test('opened by WeChat’s own scanner brings its whole address', async () => {
    const sent = server({ [POST]: () => ({ booking: here, choices: [] }) })
    openedWith({ q: encodeURIComponent(`https://x.cn/#/packages/booking/pages/check-in/index?code=${code}`) })
    shown = render(<CheckIn />)
    await screen.findByText('签到成功，欢迎光临')
    expect(bodies(sent)).toEqual([{ code }])
  })
})

describe('what the family sees', () => {
  const token = 'T'.repeat(32)
  const visit = {
    ...{ state: 'confirmed', storeName: '浦东店', storeAddress: '张杨路 1288 号', storePhone: '021-58001288' },
    ...{
      latitude: 31.23,
      longitude: 121.53,
      day: today,
      minute: 570,
      endMinute: 660,
      ready: null,
      startsAt: `${today}T01:30:00.000Z`,
    },
    ...{
      services: ['更换前刹车片', '四轮定位'],
      vehicleName: '特斯拉 Model 3',
      maskedPlate: '沪A·***345',
      handover: 'wait',
    },
    delayMinutes: null as number | null,
  }

  test('of a car that stays overnight: when it is ready', async () => {
    server({ [`GET /api/shared-bookings/${token}`]: () => ({ ...visit, ready: { day: today, minute: 1020 } }) })
    openedWith({ token })
    shown = render(<Shared />)
    await screen.findByText('预计取车')
    expect(screen.getByText('今天 17:00')).toBeTruthy()
    expect(screen.queryByText(/-11:00/)).toBeNull()
  })

  test('needs no log-in: when, where and what', async () => {
    logOut()
    server({ [`GET /api/shared-bookings/${token}`]: () => visit })
    openedWith({ token })
    shown = render(<Shared />)
    for (const words of [
      '今天 09:30',
      '浦东店',
      '更换前刹车片、四轮定位',
      '沪A·***345 特斯拉 Model 3',
      '门店已留好工位和技师，请按时到店。',
    ])
      expect(await screen.findByText(words)).toBeTruthy()
  })

  test('a delay is said', async () => {
    server({ [`GET /api/shared-bookings/${token}`]: () => ({ ...visit, delayMinutes: 20 }) })
    openedWith({ token })
    shown = render(<Shared />)
    expect(await screen.findByText('前面的车用时较长，预计晚 20 分钟开始，可以晚些到店。')).toBeTruthy()
  })

  test('a link that has ended says so and what to do', async () => {
    server({ [`GET /api/shared-bookings/${token}`]: () => refusal('booking.share_over') })
    openedWith({ token })
    shown = render(<Shared />)
    expect(await screen.findByText('这个分享已失效')).toBeTruthy()
    await tap('看看修程')
    expect(went).toEqual(['tab /pages/home/index'])
  })
})

describe('消息提醒', () => {
  const row = { isOffered: true, left: 0, lastAllowedAt: null, lastSentAt: null as string | null }
  const rows = [
    { key: 'booking_confirmed', ...row, left: 2 },
    { key: 'booking_reminder', ...row, lastSentAt: `${today}T01:00:00.000Z` },
    { key: 'booking_changed', ...row, isOffered: false },
    { key: 'waitlist_offer', ...row, left: 1 },
    { key: 'car_ready', ...row, left: 3 },
  ]

  test('lists what may be sent, how often, and what was sent last', async () => {
    server({ 'GET /api/me/subscribe-consents': () => rows })
    shown = render(<Reminders />)
    expect(await screen.findByText('还可发 2 条')).toBeTruthy()
    expect(screen.getByText('候补到号')).toBeTruthy()
    expect(screen.getByText('完工取车')).toBeTruthy()
    expect(screen.getByText('还可发 1 条')).toBeTruthy()
    expect(screen.getByText('未授权')).toBeTruthy()
    expect(screen.getByText('上次发送 今天 09:00')).toBeTruthy()
    expect(screen.queryByText('预约变更')).toBeNull()
    expect(screen.getByText('短信')).toBeTruthy()
  })

  test('asks for a log-in', async () => {
    logOut()
    const sent = server({})
    shown = render(<Reminders />)
    await waitFor(() => expect(screen.getByText('登录后查看消息提醒')).toBeTruthy())
    expect(sent).toEqual([])
  })
})
