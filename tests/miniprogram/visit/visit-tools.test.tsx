import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { booking, mobility } from '@pitlane/contract'
import { addDays, HOUR_MS } from '@pitlane/kernel'
import { render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { eventOf } from '../../../miniprogram/src/features/visit/calendar-event'
import Detail from '../../../miniprogram/src/packages/booking/pages/detail'
import { booked, brakes, openedWith, pudong, today, tomorrow } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { car, journeys, logIn, notes, refusal, server, tap, type Sent } from '../owner-app'

const SHARES = `/api/me/bookings/${booked.id}/shares`
const UNTIL = `${addDays(tomorrow, 1)}T16:00:00.000Z`
let now: booking.BookingView
let open: number
let went: string[]
let said: string[]
let shown: { unmount: () => void } | undefined
const nothing: { trips: mobility.TripView[]; loaner: mobility.LoanerView | null } = { trips: [], loaner: null }
const answers = {
  'GET /api/stores': () => [pudong],
  'GET /api/me/vehicles': () => [car],
  [`GET /api/me/bookings/${booked.id}`]: () => now,
  [`GET /api/me/bookings/${booked.id}/mobility`]: () => nothing,
  [`GET ${SHARES}`]: () => ({ open, until: UNTIL }),
  [`POST ${SHARES}`]: () => ({ token: 'T'.repeat(32), until: (open++, UNTIL) }),
  [`DELETE ${SHARES}`]: () => ((open = 0), {}),
}

beforeEach(() => {
  logIn()
  liveSockets()
  Taro.clearStorageSync()
  logIn()
  now = booked
  open = 0
  went = journeys()
  said = notes()
  openedWith({ bookingId: booked.id })
})
afterEach(() => shown?.unmount())

async function show(
  over: Partial<booking.BookingView> = {},
  more: Record<string, () => unknown> = {},
): Promise<Sent[]> {
  now = { ...booked, ...over }
  const sent = server({ ...answers, ...more })
  shown = render(<Detail />)
  await screen.findByText('BK7QK2M9XD')
  return sent
}

describe('what the store says of a visit', () => {
  test('it begins later: how much, and what can be done', async () => {
    await show({ state: 'confirmed', delayMinutes: 30 })
    expect(screen.getByText(/预计晚 30 分钟，约 10:00 开始。您可以晚些到店/)).toBeTruthy()
    expect(screen.getByText('门店已为您留好工位和技师，约 10:00 开始。')).toBeTruthy()
    expect(screen.queryByText(/请按时到店/)).toBeNull()
    await tap('改约', 'button').catch(() => undefined)
  })

  test('the car stays overnight: when it is ready, and not when the house closes', async () => {
    await show({ state: 'confirmed', endMinute: 1080, ready: { day: '2099-01-05', minute: 585 } })
    expect(screen.getByText(/车辆在店过夜，预计2099年1月5日.*09:45 可以取车/)).toBeTruthy()
    expect(screen.getByText('预计取车')).toBeTruthy()
    expect(screen.queryByText(/18:00/)).toBeNull()
  })

  test('nobody is asked to come on time whose car is fetched', async () => {
    await show({ state: 'confirmed', handover: 'fetch' })
    expect(screen.getByText('门店已为您留好工位和技师。')).toBeTruthy()
    expect(screen.queryByText(/请按时到店/)).toBeNull()
  })

  test('nobody is asked to scan or to say how late they come while a driver brings the car', async () => {
    const coming = { state: 'confirmed', day: today } as const
    await show({ ...coming, handover: 'fetch' })
    expect(screen.queryByText('我已到店，扫码签到')).toBeNull()
    expect(screen.queryByText('我会晚到')).toBeNull()
    shown?.unmount()
    await show({ ...coming, handover: 'leave' })
    expect(screen.getByText('我已到店，扫码签到')).toBeTruthy()
    expect(screen.getByText('我会晚到')).toBeTruthy()
  })

  test('a deposit is asked: how much, that it comes back, and that nothing is paid here', async () => {
    await show({ depositFen: 5000 })
    expect(screen.getByText('本次预约需交 ¥50 到店保证金，到店后退还。门店会致电与您安排，现在不用付款。')).toBeTruthy()
  })

  test('other times than the one it turned down lead with one tap to the confirm page', async () => {
    await show({
      state: 'rejected',
      proposals: [
        { day: tomorrow, minute: 900 },
        { day: '2020-01-01', minute: 600 },
      ],
    })
    expect(screen.getByText('门店建议的时间')).toBeTruthy()
    expect(screen.getAllByText('预约', { exact: true })).toHaveLength(1)
    await tap(/15:00/)
    expect(went[0]).toBe(
      `to /packages/booking/pages/confirm/index?storeId=${pudong.id}&vehicleId=${booked.vehicleId}&serviceIds=${brakes.id}&day=${tomorrow}&minute=900`,
    )
  })

  test('the photos and the recording that were sent with it', async () => {
    const photo = (n: number) => ({ id: `P${n}`, thumbUrl: `/t${n}`, url: `/p${n}`, width: 900, height: 1200 })
    await show({ files: { photos: [photo(1), photo(2)], voice: { id: 'V', url: '/v', seconds: 7 } } })
    expect(screen.getByText('照片与录音')).toBeTruthy()
    expect(screen.getByRole('button', { name: '查看照片 2' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '播放录音 7 秒' })).toBeTruthy()
    shown?.unmount()
    await show({ files: { photos: [], voice: null } })
    expect(screen.queryByText('照片与录音')).toBeNull()
  })

  test('how the car is handed over', async () => {
    await show({ handover: 'leave' })
    expect(screen.getByText('留车后离开')).toBeTruthy()
  })
})

describe('the calendar', () => {
  let saved: { name: string; file: Blob }[]
  beforeEach(() => {
    saved = []
    let file = new Blob()
    Object.assign(URL, { createObjectURL: (blob: Blob) => ((file = blob), 'blob:x'), revokeObjectURL: () => undefined })
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, file })
    })
  })

  test('gets a file of the visit; after it has moved the button says so', async () => {
    await show()
    await tap(/^加到日历/)
    await waitFor(() => expect(said).toEqual(['日历文件已保存，打开即可加入日历']))
    expect(saved[0]?.name).toBe('BK7QK2M9XD.ics')
    expect(saved[0]?.file.type).toBe('text/calendar;charset=utf-8')
    shown?.unmount()
    await show({ version: 2, minute: 600, startsAt: `${tomorrow}T02:00:00.000Z` })
    expect(screen.getByRole('button', { name: /^更新日历里的时间/ })).toBeTruthy()
  })

  test('of a car that stays overnight ends when it is ready, and not when the house closes', () => {
    const startsAt = `${tomorrow}T08:30:00.000Z`
    const night = { ...booked, startsAt, minute: 990, endMinute: 1080 }
    const hoursOf = (item: booking.BookingView) => {
      const event = eventOf(item)
      return (event.endsAt - event.startsAt) / HOUR_MS
    }
    expect(hoursOf(night)).toBe(1.5)
    expect(hoursOf({ ...night, ready: { day: addDays(tomorrow, 1), minute: 585 } })).toBe(17.25)
  })

  test('lets go of a visit that was cancelled, if it was kept there', async () => {
    await show({ state: 'cancelled' })
    expect(screen.queryByText('从日历中移除')).toBeNull()
    shown?.unmount()
    await show()
    await tap(/^加到日历/)
    shown?.unmount()
    await show({ state: 'cancelled' })
    expect(screen.getByText('从日历中移除')).toBeTruthy()
  })
})

describe('sharing', () => {
  test('says what is shown, makes a link, copies it, and ends it again', async () => {
    const copied: string[] = []
    jest.spyOn(Taro, 'setClipboardData').mockImplementation((({ data }: { data: string }) => {
      copied.push(data)
      return Promise.resolve({ errMsg: 'ok' })
    }) as never)
    const sent = await show()
    await tap(/^分享给家人/)
    expect(await screen.findByText(/不会看到您的姓名、手机号、完整车牌和价格/)).toBeTruthy()
    expect(sent.some(({ call }) => call === `POST ${SHARES}`)).toBe(false)
    await tap('生成分享链接')
    await screen.findByRole('button', { name: '复制链接' })
    await tap('复制链接')
    await waitFor(() =>
      expect(copied[0]).toMatch(new RegExp(`#/packages/booking/pages/shared/index\\?token=${'T'.repeat(32)}$`)),
    )
    await tap(/^停止分享/)
    await waitFor(() => expect(said.at(-1)).toBe('已停止分享，之前的链接都已失效'))
    expect(await screen.findByRole('button', { name: '生成分享链接' })).toBeTruthy()
  })

  test('a refusal is said and the sheet stays', async () => {
    await show({}, { [`POST ${SHARES}`]: () => refusal('booking.share_too_many') })
    await tap(/^分享给家人/)
    await tap('生成分享链接')
    expect(await screen.findByText('这个预约分享得较多了，请先停止分享，再重新分享。')).toBeTruthy()
  })
})

describe('checking in', () => {
  test('is offered on the day of a confirmed visit, not before', async () => {
    await show({ state: 'confirmed' })
    expect(screen.queryByText('我已到店，扫码签到')).toBeNull()
    shown?.unmount()
    await show({ state: 'confirmed', day: today, startsAt: new Date(Date.now() + 600_000).toISOString() })
    await tap(/^我已到店，扫码签到/)
    expect(went).toEqual(['to /packages/booking/pages/check-in/index'])
  })
})

describe('drivers and loaner cars', () => {
  const trip: mobility.TripView = {
    ...{ id: '01J00000000000000000000801', bookingId: booked.id, direction: 'fetch', state: 'inspected', version: 3 },
    ...{
      next: '请核对验车记录，确认后司机就出发。',
      day: tomorrow,
      doorMinute: 510,
      address: '世纪大道 1 号',
      driverName: '王师傅',
    },
    inspection: {
      ...{ mileageKm: 32_100, energyPercent: 70, conditionNote: '左前门有划痕', valuablesNote: '无' },
      photos: [1, 2].map((n) => ({
        ...{ id: `01J0000000000000000000070${n}`, thumbUrl: `/api/files/${n}/thumb`, url: `/api/files/${n}/full` },
        ...{ width: 800, height: 600 },
      })),
    },
    ...{ agreedAt: null, canAgree: true, cancelUntil: '2099-01-01T00:00:00.000Z', code: null },
  }
  const MINE = `GET /api/me/bookings/${booked.id}/mobility`
  const AGREE = `POST /api/me/trips/${trip.id}/agreement`
  const CANCEL = `POST /api/me/trips/${trip.id}/cancellation`

  test('say where they are; the owner agrees to the inspection', async () => {
    const sent = await show(
      { handover: 'fetch' },
      { [MINE]: () => ({ trips: [trip], loaner: null }), [AGREE]: () => trip },
    )
    expect(await screen.findByText('请核对验车记录，确认后司机就出发。')).toBeTruthy()
    expect(screen.getByText('里程 32,100 公里，油量或电量 70%')).toBeTruthy()
    const see = jest.spyOn(Taro, 'previewImage').mockResolvedValue({ errMsg: '' })
    await tap('查看验车照片 2')
    const asked = see.mock.calls[0]?.[0]
    expect(asked?.urls.map((url) => new URL(url).pathname)).toEqual(['/api/files/1/full', '/api/files/2/full'])
    expect(asked?.current).toBe(asked?.urls[1])
    await tap('确认验车记录')
    await waitFor(() => expect(sent.find(({ call }) => call === AGREE)?.body).toEqual({ version: 3 }))
  })

  test('are given up after saying what is lost', async () => {
    const sent = await show(
      { handover: 'fetch' },
      { [MINE]: () => ({ trips: [trip], loaner: null }), [CANCEL]: () => trip },
    )
    await screen.findByText('王师傅')
    await tap('取消取送车')
    expect(screen.getByText('取消后司机的时间会让给其他车主，预约仍为您保留。')).toBeTruthy()
    expect(sent.some(({ call }) => call === CANCEL)).toBe(false)
    screen.getAllByRole('button', { name: '取消取送车' }).at(-1)?.click()
    await waitFor(() => expect(sent.find(({ call }) => call === CANCEL)?.body).toEqual({ version: 3 }))
  })

  test('the 交车码 is large, and a loaner says until when', async () => {
    const loaner = {
      ...{
        id: '01J00000000000000000000901',
        bookingId: booked.id,
        state: 'out',
        next: '请在约定时间前归还。',
        version: 1,
      },
      ...{ model: '大众 朗逸', plate: '沪A66666', day: tomorrow, minute: 570, untilDay: tomorrow, untilMinute: 1020 },
      ...{ isOverdue: false, canCancel: false },
    }
    const coming = { ...trip, direction: 'return', state: 'en_route', canAgree: false, cancelUntil: null, code: '4831' }
    await show({}, { [MINE]: () => ({ trips: [coming], loaner }) })
    expect(await screen.findByText('4831')).toBeTruthy()
    expect(screen.getByText('沪A·66666 大众 朗逸')).toBeTruthy()
    expect(screen.getByText(/17:00 前归还$/)).toBeTruthy()
    expect(screen.queryByText('取消取送车')).toBeNull()
  })
})
