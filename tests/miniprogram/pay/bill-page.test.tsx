import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { settlement } from '@pitlane/contract'
import { configure, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import BillPage from '../../../miniprogram/src/packages/pay/pages/bill'
import ReceiptPage from '../../../miniprogram/src/packages/pay/pages/receipt'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, logIn, logOut, notes, refusal, server, tap, type } from '../owner-app'
import { PROGRESS, visit, WORKORDER } from '../progress/scene'
import { bill, BILL, CASH, CUT, paid } from './scene'

configure({ asyncUtilTimeout: 15_000 })

let went: string[]
let page: { unmount: () => void } | undefined
beforeEach(() => {
  logIn()
  liveSockets()
  notes()
  went = journeys()
  openedWith({ workorderId: WORKORDER })
})
afterEach(() => page?.unmount())

/** The queries that bills were asked for with. */
const queries = (): string[] =>
  jest
    .mocked(Taro.request)
    .mock.calls.map(([{ url }]) => new URL(url))
    .filter(({ pathname }) => pathname.endsWith('/bill'))
    .map(({ search }) => search)

describe('the bill', () => {
  test('lines, sums, coupons with why, and the others folded with why not', async () => {
    server({ [BILL]: () => bill })
    page = render(<BillPage />)
    await screen.findByText('费用明细')
    expect(screen.getByText('您需要支付')).toBeTruthy()
    expect(screen.getByText('材料 · 卡券抵扣 ¥80')).toBeTruthy()
    expect(screen.getByText('满¥500减¥80，本单优惠¥80')).toBeTruthy()
    expect(screen.getByText('已为您选好最省的组合')).toBeTruthy()
    expect(screen.queryByText('与已选的券一起用不会更优惠')).toBeNull()
    await tap(/^未使用的卡券（1）/)
    expect(screen.getByText('与已选的券一起用不会更优惠')).toBeTruthy()
  })

  test('coupons can be left out, taken, and left to us again', async () => {
    let chosen: settlement.OwnerBill = bill
    server({ [BILL]: () => chosen })
    page = render(<BillPage />)
    await screen.findByText('秋季保养券')
    chosen = { ...bill, isBest: false, coupons: [], couponFen: 0, dueFen: 86_000 }
    await tap('不使用 秋季保养券')
    expect(await screen.findByRole('button', { name: '微信支付 ¥860' })).toBeTruthy()
    expect(screen.getByText('按您的选择计算')).toBeTruthy()
    await tap(/^未使用的卡券/)
    await tap('改用 新客代金券')
    chosen = bill
    await tap('恢复推荐')
    expect(await screen.findByRole('button', { name: '微信支付 ¥780' })).toBeTruthy()
    expect(queries()).toEqual(['', '?coupons=', `?coupons=${CASH}`, ''])
  })

  const unfit = () => refusal('settlement.coupon_unfit', { couponId: CASH, because: '与「老客回店礼」不能同时使用' })

  test('a coupon that does not go beside another takes its place', async () => {
    const alone = { ...bill, isBest: false, coupons: [{ id: CASH, name: '新客代金券', valueFen: 5000, text: '抵¥50' }] }
    const answers = [bill, unfit(), { ...alone, dueFen: 81_000 }]
    server({ [BILL]: () => answers.shift() })
    page = render(<BillPage />)
    await screen.findByText('秋季保养券')
    await tap(/^未使用的卡券/)
    await tap('改用 新客代金券')
    expect(await screen.findByRole('button', { name: '微信支付 ¥810' })).toBeTruthy()
    expect(screen.queryByText(/没有用上/)).toBeNull()
    expect(queries()).toEqual(['', `?coupons=${encodeURIComponent(`${CUT},${CASH}`)}`, `?coupons=${CASH}`])
  })

  test('a coupon that does not go at all says why, and the choice stays', async () => {
    let tries = 0
    server({ [BILL]: () => (tries++ === 0 ? bill : unfit()) })
    page = render(<BillPage />)
    await screen.findByText('秋季保养券')
    await tap(/^未使用的卡券/)
    await tap('改用 新客代金券')
    expect(await screen.findByText('没有用上：与「老客回店礼」不能同时使用')).toBeTruthy()
    expect(screen.getByRole('button', { name: '微信支付 ¥780' })).toBeTruthy()
  })

  test('what others pay is said', async () => {
    const parts: settlement.OwnerBill['parts'] = [
      { payer: 'owner', payableFen: 30_000, paidFen: 10_000, dueFen: 20_000 },
      { payer: 'insurance', payableFen: 48_000, paidFen: 0, dueFen: 48_000 },
    ]
    server({ [BILL]: () => ({ ...bill, state: 'agreed', parts, dueFen: 20_000 }) })
    page = render(<BillPage />)
    expect(await screen.findByText('保险承担')).toBeTruthy()
    expect(screen.getByText('这部分不用您付')).toBeTruthy()
    expect(screen.getByText('其中已付')).toBeTruthy()
    expect(screen.getByRole('button', { name: '微信支付 ¥200' })).toBeTruthy()
  })

  test('asks for a log-in first', () => {
    logOut()
    const sent = server({})
    page = render(<BillPage />)
    expect(screen.getByText('登录后查看账单')).toBeTruthy()
    expect(sent).toEqual([])
  })
})

describe('the way to the bill', () => {
  const ready = { ...visit, state: 'ready' as const }

  test('a car that is ready has one button: to pay', async () => {
    server({ [`GET ${PROGRESS}`]: () => ready, [BILL]: () => bill })
    page = render(<VisitPage />)
    await screen.findByRole('button', { name: '去支付 ¥780' })
    await tap('去支付 ¥780')
    expect(went).toEqual([`to /packages/pay/pages/bill/index?workorderId=${WORKORDER}`])
  })

  test('where nothing can be paid by phone it says where', async () => {
    server({ [`GET ${PROGRESS}`]: () => ready, [BILL]: () => ({ ...bill, canPay: false }) })
    page = render(<VisitPage />)
    expect(await screen.findByText('待付 ¥780，请到前台付款')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /去支付/ })).toBeNull()
  })

  test('a visit that was paid leads to its receipt; one in the workshop to neither', async () => {
    server({ [`GET ${PROGRESS}`]: () => ({ ...visit, state: 'delivered' }), [BILL]: () => ({ ...bill, ...paid }) })
    page = render(<VisitPage />)
    await screen.findByText('已付 ¥780')
    await tap(/^收据与发票/)
    expect(went).toEqual([`to /packages/pay/pages/receipt/index?workorderId=${WORKORDER}`])
    page.unmount()
    const sent = server({ [`GET ${PROGRESS}`]: () => visit })
    page = render(<VisitPage />)
    await screen.findByText('服务过程')
    expect(sent.map(({ call }) => call)).not.toContain(BILL)
  })
})

describe('the receipt', () => {
  const INVOICE = `PUT /api/me/workorders/${WORKORDER}/invoice-request`
  const at = new Date().toISOString()
  const row = { at, byName: null, note: '', refundableFen: 0, payer: 'owner' as const }
  const receipt: settlement.OwnerBill = {
    ...{ ...bill, ...paid },
    receipts: [
      { ...row, id: 'r1', kind: 'receipt', method: 'wechat', amountFen: 78_000, refundOf: null },
      { ...row, id: 'r2', kind: 'refund', method: 'wechat', amountFen: -5_000, refundOf: 'r1' },
    ],
    pendingRefunds: [{ id: 'p1', receiptId: 'r1', amountFen: 3_000, state: 'sent', at }],
  }

  test('what was paid and how, what went back, and what is on its way', async () => {
    server({ [BILL]: () => receipt })
    page = render(<ReceiptPage />)
    await screen.findByText('已结清')
    for (const words of ['微信支付', '退款（微信支付）', '-¥50', '退款处理中', '-¥30', '秋季保养券'])
      expect(screen.getByText(words)).toBeTruthy()
  })

  test('an invoice for a company needs its number; what is wrong is said before anything is sent', async () => {
    let now = receipt
    const sent = server({
      [BILL]: () => now,
      [INVOICE]: (body) => {
        now = { ...receipt, invoice: body as settlement.InvoiceRequest }
        return body
      },
    })
    page = render(<ReceiptPage />)
    await screen.findByText('申请发票')
    await tap(/^申请发票/)
    await tap('单位', 'radio')
    await tap('提交申请')
    expect(screen.getByText('请填写发票抬头，至少 2 个字。')).toBeTruthy()
    expect(screen.getByText(/应为 15 至 20 位/)).toBeTruthy()
    await type('发票抬头', ' 上海某某科技有限公司 ')
    await type('纳税人识别号', '9131 0000 ma1k 35q7 4x')
    await type('接收邮箱（选填）', 'a@b')
    await tap('提交申请')
    expect(screen.getByText('邮箱的写法不对，请核对。')).toBeTruthy()
    await type('接收邮箱（选填）', 'fapiao@example.com')
    expect(sent.filter(({ call }) => call === INVOICE)).toEqual([])
    await tap('提交申请')
    expect(await screen.findByText('单位 · 税号 91310000MA1K35Q74X · 发送到 fapiao@example.com')).toBeTruthy()
    await waitFor(() =>
      expect(sent.filter(({ call }) => call === INVOICE).map(({ body }) => body)).toEqual([
        {
          ...{ kind: 'company', title: '上海某某科技有限公司', taxNumber: '91310000MA1K35Q74X' },
          email: 'fapiao@example.com',
        },
      ]),
    )
  })
})
