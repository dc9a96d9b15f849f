import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetDraft } from '../../../miniprogram/src/features/booking/remark-draft'
import { intentDone } from '../../../miniprogram/src/features/booking/request-id'
import { completeLogin, dismissLogin } from '../../../miniprogram/src/lib/session'
import Confirm from '../../../miniprogram/src/packages/booking/pages/confirm'
import { car, journeys, logIn, logOut, notes, owner, refusal, server, tap, tokens, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, tomorrow, xuhui } from './scene'

const other = {
  ...car,
  id: '01J00000000000000000000102',
  plate: '沪B6K908',
  brand: '大众',
  model: '帕萨特',
  isDefault: false,
}
const holdId = '01J00000000000000000000501'
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const result = `instead /packages/booking/pages/result/index?bookingId=${booked.id}`
const answers = {
  'GET /api/stores': () => [pudong, xuhui],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car, other],
  'GET /api/slots': () => ({ day: tomorrow, isOpen: true, note: null, visitMinutes: 90, slots: [slot(570, 'full')] }),
  'POST /api/booking-holds': () => ({ holdId, heldUntil: inMinutes(10) }),
  [`DELETE /api/booking-holds/${holdId}`]: () => ({}),
  'POST /api/bookings': () => booked,
}
let went: string[]
let shown: { unmount: () => void } | undefined

beforeEach(() => {
  forgetDraft()
  intentDone()
  logIn()
  went = journeys()
  notes()
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  shown = render(<Confirm />)
  await screen.findByText('沪A·D12345')
}

/** Writes into the box for the store; Taro's element fills itself a moment later. */
async function remark(words: string): Promise<void> {
  const box = await waitFor(() => {
    const area = screen.getByLabelText('描述一下问题').querySelector('textarea')
    if (!area) throw new Error('no text box yet')
    return area
  })
  fireEvent.input(box, { target: { value: words } })
}

const posts = (sent: Sent[]) => sent.filter(({ call }) => call === 'POST /api/bookings').map(({ body }) => body)
const idOf = (body: unknown) => (body as { requestId: string }).requestId

describe('confirming', () => {
  test('shows what will be booked, in words', async () => {
    server(answers)
    await open()
    for (const words of [/^明天\(周.\)09:30$/, '浦东店', '张杨路 1288 号', '更换前刹车片', '¥860 起', '约 1.5 小时'])
      expect(screen.getByText(words)).toBeTruthy()
  })

  test('books with the default car and the remark, and shows the result', async () => {
    const sent = server(answers)
    await open()
    await remark('  刹车有异响 ')
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    expect(posts(sent)).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        storeId: pudong.id,
        serviceIds: [brakes.id],
        vehicleId: car.id,
        day: tomorrow,
        minute: 570,
        remark: '刹车有异响',
        handover: 'wait',
        holdId,
      },
    ])
  })

  test('books with another car when the owner changes it', async () => {
    const sent = server(answers)
    await open()
    await tap(/沪A·D12345/)
    await tap(/沪B·6K908/, 'radio')
    await tap('确认预约')
    expect(posts(sent)).toMatchObject([{ vehicleId: other.id }])
  })

  test('two quick taps book once', async () => {
    const sent = server(answers)
    await open()
    const button = screen.getByRole('button', { name: '确认预约' })
    await act(async () => {
      fireEvent.click(button)
      fireEvent.click(button)
      await Promise.resolve()
    })
    await waitFor(() => expect(went).toEqual([result]))
    expect(posts(sent)).toHaveLength(1)
  })
})

describe('a time that was just taken', () => {
  const times = [
    { day: tomorrow, minute: 600 },
    { day: tomorrow, minute: 630 },
    { day: tomorrow, minute: 660 },
  ]

  test('offers three others; one tap books with a new request id and all that was filled in', async () => {
    let tries = 0
    const sent = server({
      ...answers,
      'POST /api/bookings': () => (tries++ === 0 ? refusal('booking.slot_taken', { alternatives: times }) : booked),
    })
    await open()
    await remark('刹车有异响')
    await tap('确认预约')
    expect(await screen.findByText('这个时段刚被约走了。您的信息已保留，请从下面的时间里选一个。')).toBeTruthy()
    expect(screen.getAllByText('点一下即可预约')).toHaveLength(3)
    await tap(/10:30/)
    await waitFor(() => expect(went).toEqual([result]))
    const [first, second] = posts(sent)
    expect(second).toMatchObject({ minute: 630, remark: '刹车有异响', vehicleId: car.id })
    expect(idOf(second)).not.toBe(idOf(first))
  })

  test('with nothing left nearby leads to the other days', async () => {
    jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
    server({ ...answers, 'POST /api/bookings': () => refusal('booking.slot_taken', { alternatives: [] }) })
    await open()
    await tap('确认预约')
    expect(await screen.findByText('附近时间也已约满，请看看其他日期。')).toBeTruthy()
    await tap('看看其他时间')
    expect(went).toEqual(['back'])
  })
})

describe('a network that fails', () => {
  test('keeps everything, and trying again sends the same request id', async () => {
    const { 'POST /api/bookings': place, ...reachable } = answers
    const line: Record<string, () => unknown> = { ...reachable }
    const sent = server(line)
    await open()
    await remark('带钥匙')
    await tap('确认预约')
    expect(await screen.findByText('网络不太顺畅，您填写的内容都在。请检查网络后重试。')).toBeTruthy()
    line['POST /api/bookings'] = place
    await tap('重试')
    await waitFor(() => expect(went).toEqual([result]))
    const [first, second] = posts(sent)
    expect(second).toEqual(first)
  })

  test('what the server refused for good is a new intent next time', async () => {
    let tries = 0
    const sent = server({
      ...answers,
      'POST /api/bookings': () => (tries++ === 0 ? refusal('booking.too_many') : booked),
    })
    await open()
    await tap('确认预约')
    expect(await screen.findByText('您有较多未完成的预约，请先完成或取消后再约。')).toBeTruthy()
    await tap('确认预约')
    await waitFor(() => expect(went).toEqual([result]))
    const [first, second] = posts(sent)
    expect(idOf(second)).not.toBe(idOf(first))
  })
})

test('a car that is booked that day leads to the bookings', async () => {
  server({ ...answers, 'POST /api/bookings': () => refusal('booking.vehicle_booked') })
  await open()
  await tap('确认预约')
  expect(await screen.findByText('这辆车当天已有预约，可以先取消原预约再约新的时间。')).toBeTruthy()
  await tap('查看我的预约')
  expect(went).toEqual(['tab /pages/bookings/index'])
})

describe('without a log-in', () => {
  beforeEach(() => logOut())

  async function openLoggedOut(): Promise<void> {
    shown = render(<Confirm />)
    await screen.findByText('登录后选择')
  }

  test('asks for it only now, keeps the remark, and shows the car before it books', async () => {
    const sent = server(answers)
    await openLoggedOut()
    await remark('带钥匙')
    expect(went).toEqual([])
    await tap('确认预约')
    expect(went).toEqual(['to /packages/account/pages/login/index?phone=1'])
    await act(async () => {
      completeLogin(tokens, owner)
      await Promise.resolve()
    })
    expect(await screen.findByText('沪A·D12345')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await tap('确认预约')
    await waitFor(() => expect(posts(sent)).toMatchObject([{ remark: '带钥匙', vehicleId: car.id }]))
  })

  test('leads an owner without a car to the garage', async () => {
    server({ ...answers, 'GET /api/me/vehicles': () => [] })
    await openLoggedOut()
    await tap('确认预约')
    await act(async () => {
      completeLogin(tokens, owner)
      await Promise.resolve()
    })
    await waitFor(() => expect(went.at(-1)).toBe('to /packages/garage/pages/edit/index'))
  })

  test('leaving the log-in page changes nothing', async () => {
    const sent = server(answers)
    await openLoggedOut()
    await tap('确认预约')
    await act(async () => {
      dismissLogin()
      await Promise.resolve()
    })
    expect(posts(sent)).toEqual([])
    expect(screen.getByText('登录后选择')).toBeTruthy()
  })
})
