import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { catalog, couponDesk, resources, workorder, type Permission } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import '../../console/src/features/coupons'
import { Refusal, type FakeApi } from './support/api'
import { logInAs, template } from './support/money'
import { rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'
import { card, detail, soon } from './support/workorders'

let api: FakeApi
let held: couponDesk.TemplateView[]
beforeEach(() => {
  api = freshBrowser()
  logIn()
  held = [template()]
})
afterEach(closeBrowser)

function open(search = '', permissions?: readonly Permission[]) {
  logInAs(api, permissions)
  api.on(couponDesk.templates, () => ({ templates: held }))
  api.on(couponDesk.template, () => ({ ...template(), versions: [] }))
  api.on(catalog.list, () => [])
  api.on(resources.staff, () => [{ id: rowId(71), name: '王海涛', roles: ['reception'] }])
  openAt(`/stores/${STORE}/coupons${search}`)
}
const fill = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const pressLate = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

/** Ant Design's select opens with the mouse, and its options follow. */
async function choose(label: string, option: string) {
  fireEvent.mouseDown(screen.getByLabelText(label))
  fireEvent.click(await screen.findByText(option))
}

describe('templates', () => {
  it('shows the numbers of a template and stops it', async () => {
    open(`?open=${rowId(601)}`)
    expect(await screen.findByText('预算不足两成')).toBeTruthy()
    api.on(couponDesk.stop, () => ({ id: rowId(601), version: 3 }))
    press('停止发放')
    await screen.findByText('老客回店礼 已停发')
    expect(api.calls(couponDesk.stop)[0]?.body).toEqual({ version: 2 })
  })

  it('drafts a new one, once for a double click', async () => {
    open('?open=new')
    api.on(couponDesk.createTemplate, () => ({ id: rowId(602), version: 1 }))
    await screen.findByRole('form', { name: '新建卡券模板' })
    fill('名称', '春节礼券')
    fill('抵扣金额（元）', '88')
    press('保存')
    press(/保存/)
    await screen.findByText('春节礼券 已保存')
    expect(api.calls(couponDesk.createTemplate)).toHaveLength(1)
    expect(api.calls(couponDesk.createTemplate)[0]?.body).toMatchObject({
      fields: { name: '春节礼券', benefit: { kind: 'cash', amountFen: 8_800, thresholdFen: 0 }, storeIds: [STORE] },
    })
  })

  it('keeps what was typed when a colleague changed it, and saves it over the new version', async () => {
    open(`?open=${rowId(601)}`)
    await pressLate('修改')
    fill('名称', '回店大礼')
    api.on(couponDesk.editTemplate, () => {
      held = [template({ version: 7 })]
      return new Refusal('coupon.template_changed')
    })
    press('保存')
    await screen.findByText(/这个卡券模板刚在别处修改过/)
    await waitFor(() => expect(api.calls(couponDesk.templates).length).toBeGreaterThan(1))
    expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('回店大礼')
    api.on(couponDesk.editTemplate, () => ({ id: rowId(601), version: 8 }))
    await waitFor(() => {
      press('保存')
      expect(api.calls(couponDesk.editTemplate).at(-1)?.body).toMatchObject({
        ...{ version: 7, fields: { name: '回店大礼' } },
      })
    })
  })

  it('that may cost much wait for a second person, who refuses only with a reason', async () => {
    held = [template({ state: 'draft', approval: { state: 'waiting', reason: null, at: null } })]
    open(`?open=${rowId(601)}`)
    api.on(couponDesk.decide, () => ({ id: rowId(601), version: 2 }))
    await pressLate('驳回')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '启用发放' }).disabled).toBe(true)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '确认驳回' }).disabled).toBe(true)
    fill('驳回原因', '预算请拆分')
    press('确认驳回')
    await screen.findByText('老客回店礼 已驳回')
    expect(api.calls(couponDesk.decide)[0]?.body).toEqual({ version: 2, verdict: 'refused', reason: '预算请拆分' })
  })

  it('gives the owner of a car in the house one, and says why not', async () => {
    open(`?open=${rowId(601)}`)
    api.on(workorder.board, () => ({ cards: [card(1)], now: soon(0) }))
    api.on(workorder.read, () => detail())
    api.on(couponDesk.issue, () => new Refusal('coupon.own_hands'))
    await pressLate('发给客户')
    await choose('在店车辆', '沪A·12341 张先生')
    fill('原因', '等待过久')
    press('确认发放')
    expect(await screen.findByText(/在您的亲属名单中/)).toBeTruthy()
    expect(api.calls(couponDesk.issue)[0]?.body).toMatchObject({ customerId: rowId(800), reason: '等待过久' })
  })

  it('makes a link that owners take one by', async () => {
    open(`?open=${rowId(601)}`)
    api.on(couponDesk.link, () => ({ token: 'abcdefghijklmnopqrstuv', until: soon(600) }))
    await pressLate('领取链接')
    press('生成链接')
    expect(await screen.findByText(/token=abcdefghijklmnopqrstuv/)).toBeTruthy()
    expect(api.calls(couponDesk.link)[0]?.body).toEqual({ days: 7 })
  })

  it('offers nothing to change to who may only look', async () => {
    open(`?open=${rowId(601)}`, ['coupon.read'])
    expect(await screen.findByText('预算不足两成')).toBeTruthy()
    for (const name of ['新建模板', '修改', '停止发放', '发给客户', '领取链接'])
      expect(screen.queryByRole('button', { name })).toBeNull()
    expect(screen.queryByRole('tab', { name: '核验' })).toBeNull()
  })
})

describe('at the counter', () => {
  const checked: couponDesk.Checked = {
    ...{ couponId: rowId(901), customerId: rowId(800), vehicleId: null, name: '老客回店礼', type: 'cash' },
    ...{ says: '抵¥50', limits: [], terms: '', state: 'claimed', validFrom: soon(-60), validUntil: soon(600) },
    refusal: null,
  }

  it('checks a typed code and a scanned one', async () => {
    open('?tab=check', ['coupon.redeem'])
    api.on(couponDesk.checkCode, () => checked)
    api.on(couponDesk.checkQr, () => new Refusal('coupon.qr_over'))
    await screen.findByRole('form', { name: '核验卡券' })
    fill('券码或核销码', '1234 5678 9012')
    press('核验')
    expect(await screen.findByText('可以使用')).toBeTruthy()
    expect(api.calls(couponDesk.checkCode)[0]?.body).toEqual({ code: '123456789012' })
    fill('券码或核销码', 'PLC1.abc.def')
    press('核验')
    expect(await screen.findByText(/核销码已过期/)).toBeTruthy()
    expect(screen.queryByText('可以使用')).toBeNull()
  })

  it('ends a coupon of the customer with a reason', async () => {
    const { couponId: id, customerId: _customer, vehicleId: _vehicle, refusal: _refusal, ...same } = checked
    open('?tab=check')
    api.on(couponDesk.checkCode, () => checked)
    api.on(couponDesk.ofCustomer, () => ({
      coupons: [
        {
          ...{ ...same, id, hasBegun: true, isEndingSoon: false, isGiftable: false, usedAt: null },
          ...{ templateId: rowId(601), maskedCode: '1234 **** 9012', usedRef: null, history: [] },
        },
      ],
    }))
    api.on(couponDesk.voidCoupon, () => ({}))
    await screen.findByRole('form', { name: '核验卡券' })
    fill('券码或核销码', '123456789012')
    press('核验')
    await pressLate('作废 老客回店礼')
    fill('作废原因', '发错客户')
    press('确定作废')
    await waitFor(() => expect(api.calls(couponDesk.voidCoupon)).toHaveLength(1))
    expect(api.calls(couponDesk.voidCoupon)[0]?.body).toEqual({ reason: '发错客户' })
  })
})

it('keeps the phones of staff and their families', async () => {
  open('?tab=employees')
  let phones: couponDesk.EmployeePhone[] = []
  api.on(couponDesk.employeePhones, () => ({ phones }))
  api.on(couponDesk.addEmployeePhone, () => {
    phones = [{ id: rowId(951), staffId: rowId(71), phoneEnd: '8000', note: '配偶' }]
    return phones[0]!
  })
  api.on(couponDesk.removeEmployeePhone, () => {
    phones = []
    return {}
  })
  await screen.findByText('名单是空的')
  await choose('员工', '王海涛')
  fill('手机号', '138 0000 8000')
  fill('关系或备注', '配偶')
  press('加入名单')
  expect(await screen.findByText('8000')).toBeTruthy()
  expect(api.calls(couponDesk.addEmployeePhone)[0]?.body).toMatchObject({ phone: '13800008000', staffId: rowId(71) })
  press('移除 8000')
  expect(await screen.findByText('名单是空的')).toBeTruthy()
})
