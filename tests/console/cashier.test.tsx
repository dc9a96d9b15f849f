import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cashier, todo } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import '../../console/src/features/cashier'
import { Refusal, type FakeApi } from './support/api'
import { logInAs, till, tillClose } from './support/money'
import { rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'
import { soon } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  logIn()
})
afterEach(closeBrowser)

const fill = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('the till', () => {
  it('leads to who waits to pay, and asks for a note before a close that does not add up', async () => {
    let held = till()
    logInAs(api)
    api.on(cashier.till, () => held)
    api.on(cashier.closeTill, () => {
      held = till({ closes: [tillClose()], sums: [], expectedCashFen: 0 })
      return tillClose()
    })
    openAt(`/stores/${STORE}/cashier`)
    const link = await screen.findByRole('link', { name: '去收款 WO00000001' })
    expect(link.getAttribute('href')).toContain(`/workorders/${rowId(1)}?tab=closing`)
    fill('实点现金（元）', '395')
    expect(screen.getByText('少 ¥5')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '确认日结' }).disabled).toBe(true)
    fill('备注', '找零少收')
    press('确认日结')
    press(/确认日结/)
    await screen.findByRole('complementary', { name: '日结单' })
    expect(api.calls(cashier.closeTill)).toHaveLength(1)
    expect(api.calls(cashier.closeTill)[0]?.body).toMatchObject({
      ...{ expectedCashFen: 40_000, countedFen: 39_500, note: '找零少收' },
    })
    const sheet = document.querySelector('.print-sheet')
    for (const text of ['收银日结单', '浦东旗舰店', '现金', '少 ¥5', '收银员签名'])
      expect(sheet?.textContent).toContain(text)
  })

  it('reads anew when money came in meanwhile, and keeps what was counted', async () => {
    let held = till()
    logInAs(api)
    api.on(cashier.till, () => held)
    api.on(cashier.closeTill, () => {
      held = till({ expectedCashFen: 50_000 })
      return new Refusal('settlement.till_changed')
    })
    openAt(`/stores/${STORE}/cashier`)
    await screen.findByText('待付款 1')
    fill('实点现金（元）', '400')
    press('确认日结')
    expect(await screen.findByText(/期间又有收付款/)).toBeTruthy()
    expect(await screen.findByText('少 ¥100')).toBeTruthy()
  })

  it('is not open to people who take no money', async () => {
    logInAs(api, ['booking.read', 'settlement.read'])
    openAt(`/stores/${STORE}/cashier`)
    expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
    expect(screen.queryByRole('link', { name: '收银' })).toBeNull()
  })
})

describe('reconciliation', () => {
  const difference = {
    ...{ id: rowId(701), day: '2026-11-29', kind: 'amount' as const, isRefund: false, number: 'PL1', hereFen: 100 },
    ...{ thereFen: 200, resolvedNote: null, resolvedByName: null },
  }

  it('lists differences and takes down what they were', async () => {
    let rows: (Omit<typeof difference, 'resolvedNote' | 'resolvedByName'> & {
      resolvedNote: string | null
      resolvedByName: string | null
    })[] = [difference]
    logInAs(api)
    const days = [{ day: '2026-11-29', comparedAt: soon(-60), payments: 3, refunds: 0, open: 1 }]
    api.on(cashier.reconciliation, () => ({ days, differences: rows }))
    api.on(cashier.resolveDifference, () => {
      const done = { ...difference, resolvedNote: '重复支付，已退', resolvedByName: '郭明' }
      rows = [done]
      return done
    })
    openAt(`/stores/${STORE}/reconciliation`)
    expect(await screen.findByText('支付 · 金额不一致')).toBeTruthy()
    press('登记原因 PL1')
    fill('查明的原因', '重复支付，已退')
    press('确认查明')
    expect(await screen.findByText('没有未查明的差异')).toBeTruthy()
    fireEvent.click(screen.getByText('全部'))
    expect(screen.getByText('重复支付，已退')).toBeTruthy()
    expect(api.calls(cashier.resolveDifference)[0]?.body).toMatchObject({ note: '重复支付，已退' })
  })
})

it('a to-do about money leads to where the work order is paid', async () => {
  logInAs(api)
  const item = {
    ...{ id: rowId(801), kind: 'payment' as const, title: '微信退款没有成功', body: '请处理', subjectId: rowId(1) },
    ...{ state: 'open' as const, createdAt: soon(-5), doneAt: null, doneByName: null },
  }
  api.on(todo.list, () => ({ items: [item], open: 1 }))
  openAt(`/stores/${STORE}/staff-todos`)
  await waitFor(() => expect(screen.getByText('款项核对')).toBeTruthy())
  expect(screen.getByRole('link', { name: '查看工单' }).getAttribute('href')).toContain(`${rowId(1)}?tab=closing`)
})
