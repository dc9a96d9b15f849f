import './in-wechat-pay'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import type { settlement } from '@pitlane/contract'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import BillPage from '../../../miniprogram/src/packages/pay/pages/bill'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, logIn, notes, refusal, server, tap, type Sent } from '../owner-app'
import { WORKORDER } from '../progress/scene'
import { begun, bill, BILL, CHECK, ORDER, paid, PAY, way } from './scene'

configure({ asyncUtilTimeout: 15_000 })

const RECEIPT = `instead /packages/pay/pages/receipt/index?workorderId=${WORKORDER}`
let went: string[]
let shown: string[]
let asked: Taro.requestPayment.Option[]
/** What WeChat's own sheet does. */
let sheet: () => Promise<unknown>
let now: settlement.OwnerBill
let page: { unmount: () => void } | undefined

beforeEach(() => {
  logIn()
  liveSockets()
  went = journeys()
  shown = notes()
  asked = []
  now = bill
  sheet = () => Promise.resolve({ errMsg: 'ok' })
  openedWith({ workorderId: WORKORDER })
  jest.spyOn(Taro, 'requestPayment').mockImplementation((option) => {
    asked.push(option)
    return sheet() as never
  })
})
afterEach(() => page?.unmount())

const begin = () => {
  now = { ...bill, ...begun }
  return way
}
const serve = (more: Record<string, (body: unknown) => unknown>) =>
  server({ [BILL]: () => now, [PAY]: begin, [CHECK]: () => ({ state: 'paid' }), ...more })
const open = async () => {
  page = render(<BillPage />)
  await screen.findByText('费用明细')
}
const bodies = (sent: readonly Sent[], call: string) =>
  sent.filter((one) => one.call === call).map(({ body }) => body as Record<string, unknown>)
const idsOf = (sent: readonly Sent[]) => bodies(sent, PAY).map(({ requestId }) => requestId)

test('pays in WeChat what was shown, asks what became of it, and shows the receipt', async () => {
  const sent = serve({})
  await open()
  await tap('微信支付 ¥780')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
  expect(asked).toEqual([way.way.wechat])
  expect(bodies(sent, PAY)).toEqual([{ requestId: expect.any(String), dueFen: 78_000, couponIds: null, via: 'wechat' }])
  expect(bodies(sent, CHECK)).toEqual([{ gaveUp: false }])
})

test('repeated taps send once', async () => {
  const sent = serve({})
  await open()
  const button = screen.getByRole('button', { name: '微信支付 ¥780' })
  await act(async () => {
    for (let i = 0; i < 4; i++) fireEvent.click(button)
    await Promise.resolve()
  })
  await waitFor(() => expect(went).toEqual([RECEIPT]))
  expect(idsOf(sent)).toHaveLength(1)
  expect(asked).toHaveLength(1)
})

test('after a lost answer the same attempt is sent again; after an answer a new one', async () => {
  let tries = 0
  const sent = serve({
    [PAY]: () => {
      tries++
      if (tries === 1) return Promise.reject(new Error('lost'))
      return tries === 2 ? refusal('settlement.unavailable') : begin()
    },
  })
  await open()
  await tap('微信支付 ¥780')
  await screen.findByText(/网络不太顺畅/)
  await tap('微信支付 ¥780')
  await screen.findByText('暂时无法使用微信支付，请稍后再试，或到前台付款。')
  await tap('微信支付 ¥780')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
  const [first, second, third] = idsOf(sent)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('a late notice: it says that it is finding out, then that it does not know yet, and can be asked again', async () => {
  let state = 'open'
  const sent = serve({ [CHECK]: () => ({ state }) })
  await open()
  await tap('微信支付 ¥780')
  await screen.findByText('还没有查到付款结果')
  expect(bodies(sent, CHECK)).toHaveLength(3)
  expect(went).toEqual([])
  state = 'paid'
  await tap('再查一次')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
  expect(idsOf(sent)).toHaveLength(1)
})

test('a network that dies while the result is found out is no answer', async () => {
  let tries = 0
  serve({ [CHECK]: () => (tries++ === 0 ? Promise.reject(new Error('dead')) : { state: 'paid' }) })
  await open()
  await tap('微信支付 ¥780')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
})

test('leaving WeChat’s sheet gives the payment up', async () => {
  sheet = () => Promise.reject(Object.assign(new Error(), { errMsg: 'requestPayment:fail cancel' }))
  const sent = serve({
    [CHECK]: () => {
      now = bill
      return { state: 'closed' }
    },
  })
  await open()
  await tap('微信支付 ¥780')
  await waitFor(() => expect(shown).toEqual(['已取消支付，没有扣款']))
  expect(bodies(sent, CHECK)).toEqual([{ gaveUp: true }])
  expect(await screen.findByRole('button', { name: '微信支付 ¥780' })).toBeTruthy()
})

test('given up but paid all the same: WeChat knows better', async () => {
  sheet = () => Promise.reject(Object.assign(new Error(), { errMsg: 'requestPayment:fail cancel' }))
  serve({})
  await open()
  await tap('微信支付 ¥780')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
})

test('an amount that has changed is shown anew and not paid', async () => {
  serve({
    [PAY]: () => {
      now = { ...bill, dueFen: 80_000 }
      return refusal('settlement.amount_changed')
    },
  })
  await open()
  await tap('微信支付 ¥780')
  expect(await screen.findByText('应付金额刚刚变化，已为您刷新，请核对后再支付。')).toBeTruthy()
  expect(await screen.findByRole('button', { name: '微信支付 ¥800' })).toBeTruthy()
  expect(asked).toEqual([])
})

test('a payment that is open elsewhere can be gone on with', async () => {
  serve({
    [PAY]: () => {
      if (now.openOrder) return way
      now = { ...bill, ...begun }
      return refusal('settlement.order_open')
    },
  })
  await open()
  await tap('微信支付 ¥780')
  expect(await screen.findByText('已有一笔支付正在进行，请先完成或取消那一笔。')).toBeTruthy()
  expect(await screen.findByText('有一笔 ¥780 的支付还没完成')).toBeTruthy()
  await tap('继续支付 ¥780')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
})

test('a payment that is open can be given up; coupons are free again', async () => {
  now = { ...bill, ...begun }
  const sent = serve({
    [PAY]: () => way,
    [CHECK]: () => {
      now = bill
      return { state: 'closed' }
    },
  })
  await open()
  expect(screen.getByText('支付开始后卡券已锁定，取消支付后可以重新选择。')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /不使用/ })).toBeNull()
  await tap('取消这笔支付')
  expect(await screen.findByRole('button', { name: '不使用 秋季保养券' })).toBeTruthy()
  expect(bodies(sent, CHECK)).toEqual([{ gaveUp: true }])
  expect(asked).toEqual([])
})

test('where coupons pay all of it one tap settles it', async () => {
  now = { ...bill, dueFen: 0, couponFen: 86_000 }
  const sent = serve({ [PAY]: () => ({ isSettled: true, way: null }) })
  await open()
  expect(screen.getByText('卡券已抵扣全部费用')).toBeTruthy()
  await tap('确认结清，不用付款')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
  expect(bodies(sent, PAY)).toMatchObject([{ dueFen: 0 }])
  expect(asked).toEqual([])
})

test('whoever comes back from a cashier’s page is told the truth', async () => {
  openedWith({ workorderId: WORKORDER, orderId: ORDER })
  now = { ...bill, ...begun }
  serve({ [CHECK]: () => ({ state: 'paid' }) })
  page = render(<BillPage />)
  await waitFor(() => expect(went).toEqual([RECEIPT]))
})

test('without WeChat on this phone another one scans', async () => {
  const codeUrl = 'weixin://wxpay/bizpayurl?pr=1'
  serve({ [PAY]: () => ({ ...way, way: { ...way.way, wechat: null, codeUrl } }) })
  await open()
  await tap('微信支付 ¥780')
  expect(await screen.findByRole('img', { name: '请用微信扫一扫付款' })).toBeTruthy()
  now = { ...bill, ...paid }
  await tap('再查一次')
  await waitFor(() => expect(went).toEqual([RECEIPT]))
})
