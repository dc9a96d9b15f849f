import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { permissions, settlement, type Permission } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { paidFen } from '../../console/src/features/workorders/settlement/money-back'
import { Refusal, type FakeApi } from './support/api'
import { bill, receipt, serveBill } from './support/money'
import { rowId } from './support/people'
import { closeBrowser, freshBrowser } from './support/screen'
import { openOrder, soon } from './support/workorders'

let api: FakeApi
let kept: { bill: settlement.SettlementView }
beforeEach(() => {
  api = freshBrowser()
  kept = { bill: bill() }
})
afterEach(closeBrowser)

const all = Object.keys(permissions) as Permission[]
const without = (...taken: Permission[]) => all.filter((one) => !taken.includes(one))
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

async function open(held?: readonly Permission[]) {
  serveBill(api, kept, held)
  openOrder('?tab=closing')
  await screen.findByRole('region', { name: '结算单' })
}

const fill = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.input(field, { target: { value } })
  fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}

describe('the bill', () => {
  it('shows labour and material apart, the best coupons and why others lose', async () => {
    await open()
    expect(within(screen.getByRole('table', { name: '工时' })).getByText('小保养')).toBeTruthy()
    expect(within(screen.getByRole('table', { name: '材料' })).getByText('机油')).toBeTruthy()
    const coupons = within(screen.getByRole('region', { name: '卡券' }))
    expect(coupons.getByText('已自动选最优组合')).toBeTruthy()
    expect(coupons.getByText('满¥300减¥60，本单优惠¥60')).toBeTruthy()
    expect(coupons.getByText('工时九折 · 不能与满减券同用')).toBeTruthy()
  })

  it('saves a discount and other coupons, and sends a double click once', async () => {
    await open()
    api.on(settlement.save, () => {
      kept.bill = bill({ version: 4, discountFen: 500, isBest: false })
      return kept.bill
    })
    fill('优惠 小保养', '5')
    press('改选卡券')
    fireEvent.click(screen.getByRole('checkbox', { name: /^满减券/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: /工时九折/ }))
    press('保存并重算')
    press(/保存并重算/)
    await waitFor(() => expect(screen.queryByRole('button', { name: '放弃修改' })).toBeNull())
    expect(api.calls(settlement.save)).toHaveLength(1)
    expect(api.calls(settlement.save)[0]?.body).toMatchObject({
      ...{ version: 3, discounts: [{ key: 'quote:1', discountFen: 500 }], payers: [], couponIds: [rowId(302)] },
    })
  })

  it('says why a discount is refused and keeps it', async () => {
    await open()
    api.on(settlement.save, () => new Refusal('settlement.discount_too_high'))
    fill('优惠 小保养', '200')
    press('保存并重算')
    expect(await screen.findByText(/优惠超出您的权限/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('优惠 小保养').value).toBe('200.00')
  })

  it('reads anew after a colleague was faster, keeps what was typed and saves it over the new version', async () => {
    await open()
    api.on(settlement.save, () => {
      kept.bill = bill({ version: 9, totalFen: 66_100 })
      return new Refusal('settlement.changed')
    })
    fill('优惠 小保养', '5')
    press('保存并重算')
    await screen.findByText(/结算单刚在别处更新过/)
    await screen.findByText('¥661')
    api.on(settlement.save, () => kept.bill)
    press('保存并重算')
    await waitFor(() => expect(api.calls(settlement.save)).toHaveLength(2))
    expect(api.calls(settlement.save)[1]?.body).toMatchObject({
      ...{ version: 9, discounts: [{ key: 'quote:1', discountFen: 500 }], couponIds: null },
    })
  })

  it('offers no discount to who may give none, and nothing to change to who may only look', async () => {
    kept.bill = bill({ may: ['receive'] })
    await open(without('discount.small', 'discount.medium', 'discount.large'))
    expect(screen.queryByLabelText('优惠 小保养')).toBeNull()
    expect(screen.queryByLabelText('付款方 小保养')).toBeNull()
    expect(screen.queryByRole('button', { name: '改选卡券' })).toBeNull()
  })

  it('is not asked for by people who may not see settlements', async () => {
    serveBill(api, kept, without('settlement.read'))
    openOrder('?tab=closing')
    expect(await screen.findByRole('region', { name: '结算' })).toBeTruthy()
    expect(api.calls(settlement.read)).toHaveLength(0)
  })
})

describe('money at the desk', () => {
  it('takes a part by card, once for a double click', async () => {
    await open()
    api.on(settlement.receive, () => {
      kept.bill = bill({ version: 4, state: 'agreed' })
      return kept.bill
    })
    fireEvent.click(screen.getByText('刷卡'))
    fill('金额（元）', '200')
    press('确认收款 ¥200')
    press(/确认收款/)
    await screen.findByText('已收款')
    expect(api.calls(settlement.receive)).toHaveLength(1)
    expect(api.calls(settlement.receive)[0]?.body).toMatchObject({
      ...{ version: 3, payer: 'owner', method: 'pos', amountFen: 20_000, note: '' },
    })
  })

  it('asks insurers for a claim, and settles a bill of which nothing is due', async () => {
    const part = { payableFen: 60_000, paidFen: 0, dueFen: 60_000 }
    kept.bill = bill({ parts: [{ payer: 'insurance', ...part }] })
    await open()
    api.on(settlement.receive, () => {
      kept.bill = bill({ parts: [{ payer: 'owner', payableFen: 0, paidFen: 0, dueFen: 0 }] })
      return kept.bill
    })
    press('确认收款 ¥600')
    fireEvent.click(await screen.findByRole('button', { name: '确认结清' }))
    await waitFor(() => expect(api.calls(settlement.receive)).toHaveLength(2))
    expect(api.calls(settlement.receive).map(({ body }) => body)).toMatchObject([
      { payer: 'insurance', method: 'claim', amountFen: 60_000 },
      { payer: 'owner', amountFen: 0 },
    ])
  })

  it('does not take what an open payment in WeChat holds, and closes it', async () => {
    kept.bill = bill({ openOrder: { amountFen: 60_000, expiresAt: soon(20) } })
    await open()
    expect(screen.queryByRole('form', { name: '收款' })).toBeNull()
    api.on(settlement.closeOrder, () => (kept.bill = bill({ version: 4 })))
    press('改为到店付款')
    expect(await screen.findByRole('button', { name: '确认收款 ¥600' })).toBeTruthy()
  })
})

describe('money that goes back', () => {
  const paid = () => bill({ state: 'paid', receipts: [receipt()], may: ['refund', 'reverse'], pendingRefunds: [] })

  it('gives back what was paid for goods, net of the coupon', async () => {
    kept.bill = paid()
    await open()
    api.on(settlement.refund, () => kept.bill)
    press('退款 现金 ¥600')
    fireEvent.click(screen.getByText('退项目'))
    fireEvent.click(screen.getByRole('checkbox', { name: /机油/ }))
    fill('退回 机油', '180')
    fill('原因', '多加的机油退回')
    press('确认退款 ¥150')
    await screen.findByText('已登记退款')
    expect(api.calls(settlement.refund)[0]?.body).toMatchObject({
      ...{ amountFen: 15_000, goods: [{ key: 'quote:2', amountFen: 18_000 }], via: 'original', isOurFault: false },
    })
  })

  it('says that whoever took the money cannot give it back', async () => {
    kept.bill = paid()
    await open()
    api.on(settlement.refund, () => new Refusal('settlement.own_receipt'))
    press('退款 现金 ¥600')
    fill('原因', '客户取消')
    press('确认退款 ¥600')
    expect(await screen.findByText(/这笔款由您收取/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('原因').value).toBe('客户取消')
  })

  it('reverses a settlement with a reason, where that is allowed', async () => {
    kept.bill = paid()
    await open()
    api.on(settlement.reverse, () => (kept.bill = bill({ version: 5 })))
    press('反结算')
    fill('反结算原因', '项目录错')
    press('确定反结算')
    await screen.findByText('已反结算，可以重新结算')
    expect(api.calls(settlement.reverse)[0]?.body).toMatchObject({ version: 3, reason: '项目录错' })
    expect(screen.queryByRole('button', { name: '反结算' })).toBeNull()
  })

  it('shares of a line add up to what was paid for it, in whatever steps', () => {
    const whole = bill().lines.map((line) => ({ ...line, couponFen: 1, payableFen: line.amountFen - 1 }))
    const first = paidFen(whole, { 'quote:1': 10_001 })
    const rest = paidFen(
      whole.map((line) => ({ ...line, returnedFen: line.key === 'quote:1' ? 10_001 : 0 })),
      { 'quote:1': 19_999 },
    )
    expect(first + rest).toBe(29_999)
  })
})
