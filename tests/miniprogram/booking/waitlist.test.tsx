import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { booking, waitlist } from '@pitlane/contract'
import { act, render, screen, waitFor } from '@testing-library/react'
import { completeLogin } from '../../../miniprogram/src/lib/session'
import Slot from '../../../miniprogram/src/packages/booking/pages/slot'
import Bookings from '../../../miniprogram/src/pages/bookings'
import { car, journeys, logIn, logOut, notes, owner, refusal, server, tap, tokens, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, slotPage, tomorrow } from './scene'

const wish: waitlist.WaitlistView = {
  id: '01J00000000000000000000601',
  state: 'waiting',
  storeId: pudong.id,
  storeName: pudong.name,
  serviceName: brakes.name,
  vehicleId: car.id,
  vehicleName: '特斯拉 Model 3',
  day: tomorrow,
  fromMinute: 0,
  toMinute: 720,
  offer: null,
}
const JOIN = 'POST /api/waitlist'
const MINE = 'GET /api/me/waitlist'
const ACCEPT = `POST /api/me/waitlist/${wish.id}/acceptance`
const LEAVE = `DELETE /api/me/waitlist/${wish.id}`
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const bodies = (sent: Sent[], wanted: string) => sent.filter(({ call }) => call === wanted).map(({ body }) => body)

let went: string[]
let said: string[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  logIn()
  went = journeys()
  said = notes()
})
afterEach(() => shown?.unmount())

describe('a day that is full', () => {
  let times: booking.SlotView[]
  const answers = {
    'GET /api/stores': () => [pudong],
    [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
    'GET /api/slot-page': () => slotPage(times),
    'GET /api/me/vehicles': () => [car],
    [JOIN]: () => wish,
  }
  beforeEach(() => {
    times = [slot(540, 'full'), slot(780, 'full')]
    openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow })
  })
  const open = () => (shown = render(<Slot />))

  test('offers a place in the queue for a part of it', async () => {
    const sent = server(answers)
    open()
    expect(await screen.findByText('这一天已经约满')).toBeTruthy()
    await tap('加入候补')
    expect(screen.getAllByRole('radio', { name: /上午|下午|晚间|全天/ }).map((r) => r.textContent)).toEqual([
      '上午',
      '下午',
      '全天',
    ])
    await screen.findByText('沪A·D12345')
    await tap('上午', 'radio')
    await tapLast('加入候补')
    await waitFor(() => expect(went).toEqual(['tab /pages/bookings/index']))
    expect(bodies(sent, JOIN)).toEqual([
      {
        storeId: pudong.id,
        serviceIds: [brakes.id],
        vehicleId: car.id,
        day: tomorrow,
        fromMinute: 0,
        toMinute: 720,
      },
    ])
    expect(said).toEqual(['已加入候补，有空位会通知您'])
  })

  test('so does a part that is full on a day that is not', async () => {
    times = [slot(540), slot(780, 'full')]
    const sent = server(answers)
    open()
    expect(await screen.findByText('下午 · 约满')).toBeTruthy()
    await tap('下午 加入候补')
    await screen.findByText('沪A·D12345')
    await tap('加入候补')
    await waitFor(() => expect(bodies(sent, JOIN)).toMatchObject([{ fromMinute: 720, toMinute: 1080 }]))
  })

  test('asks for a log-in only when the owner joins, and shows the car before', async () => {
    logOut()
    const sent = server(answers)
    open()
    await screen.findByText('这一天已经约满')
    await tap('加入候补')
    expect(went).toEqual([])
    await tapLast('加入候补')
    expect(went).toEqual(['to /packages/account/pages/login/index?phone=1'])
    await act(async () => {
      completeLogin(tokens, owner)
      await Promise.resolve()
    })
    expect(await screen.findByText('沪A·D12345')).toBeTruthy()
    expect(bodies(sent, JOIN)).toEqual([])
    await tapLast('加入候补')
    await waitFor(() => expect(bodies(sent, JOIN)).toHaveLength(1))
  })

  test('a refusal is said and the sheet stays', async () => {
    server({ ...answers, [JOIN]: () => refusal('waitlist.too_many') })
    open()
    await screen.findByText('这一天已经约满')
    await tap('加入候补')
    await screen.findByText('沪A·D12345')
    await tapLast('加入候补')
    expect(await screen.findByText('您的候补较多，请先取消不需要的候补。')).toBeTruthy()
    expect(screen.getByRole('dialog', { name: '加入候补' })).toBeTruthy()
  })
})

/** The button in the sheet, above the one that opened it. */
async function tapLast(name: string): Promise<void> {
  await act(async () => {
    screen.getAllByRole('button', { name }).at(-1)?.click()
    await Promise.resolve()
  })
}

describe('what the owner waits for', () => {
  let mine: waitlist.WaitlistView[]
  const answers = {
    'GET /api/me/bookings': () => ({ items: [], next: null }),
    [MINE]: () => mine,
    [ACCEPT]: () => booked,
    [LEAVE]: () => {
      mine = []
      return {}
    },
  }
  beforeEach(() => {
    mine = [wish]
  })
  const open = () => (shown = render(<Bookings />))

  test('stands above the bookings with its state', async () => {
    server(answers)
    open()
    expect(await screen.findByText(/^明天\(周.\)上午$/)).toBeTruthy()
    expect(screen.getByText('候补中')).toBeTruthy()
    expect(screen.getByText('浦东店 · 特斯拉 Model 3')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '接受' })).toBeNull()
  })

  test('an offer counts down and is taken with one tap', async () => {
    mine = [{ ...wish, state: 'offered', offer: { minute: 630, until: inSeconds(600) } }]
    const sent = server(answers)
    open()
    expect(await screen.findByText(/^为您留了 明天\(周.\)10:30$/)).toBeTruthy()
    expect(screen.getByText('有空位了')).toBeTruthy()
    expect(screen.getByText(/^(10:00|09:5\d)$/)).toBeTruthy()
    await tap('接受')
    await waitFor(() => expect(went).toEqual([`to /packages/booking/pages/result/index?bookingId=${booked.id}`]))
    expect(bodies(sent, ACCEPT)).toHaveLength(1)
  })

  test('an offer that ran out is read again', async () => {
    mine = [{ ...wish, state: 'offered', offer: { minute: 630, until: inSeconds(1) } }]
    server(answers)
    open()
    await screen.findByText(/^为您留了/)
    mine = [wish]
    expect(await screen.findByText('候补中')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '接受' })).toBeNull()
  })

  test('an offer that somebody was too late for says so', async () => {
    mine = [{ ...wish, state: 'offered', offer: { minute: 630, until: inSeconds(600) } }]
    server({ ...answers, [ACCEPT]: () => refusal('waitlist.offer_over') })
    open()
    await screen.findByRole('button', { name: '接受' })
    await tap('接受')
    expect(await screen.findByText('为您保留的时间已经过了，候补仍在继续。')).toBeTruthy()
    expect(went).toEqual([])
  })

  test('is given up after saying what is lost', async () => {
    const sent = server(answers)
    open()
    await screen.findByText('候补中')
    await tap('不再候补')
    expect(screen.getByText('退出后就不再为您留意这一天的空位，重新加入需要从头排队。')).toBeTruthy()
    expect(bodies(sent, LEAVE)).toEqual([])
    await tapLast('不再候补')
    await waitFor(() => expect(said).toEqual(['已退出候补']))
    await waitFor(() => expect(screen.queryByText('候补中')).toBeNull())
  })
})
