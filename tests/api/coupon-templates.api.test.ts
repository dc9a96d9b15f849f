import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { coupon, couponDesk } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene, fieldsOf } from '../support/coupon-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a template', () => {
  it('is drafted, activated, edited as a new version and stopped', async () => {
    const { store, manager, draft } = await couponScene(t)
    const { id } = await draft({
      type: 'full_cut',
      benefit: { kind: 'full_cut', thresholdFen: 50_000, amountFen: 8000 },
    })
    const params = { templateId: id }
    const read = () => t.ok(couponDesk.template, { params }, manager.token)
    expect(await read()).toMatchObject({ state: 'draft', version: 1, says: '满¥500减¥80', stockLeft: null })
    await t.ok(couponDesk.activate, { params, body: { version: 1 } }, manager.token)
    await t.ok(couponDesk.activate, { params, body: { version: 1 } }, manager.token)
    const fields = fieldsOf([store.id], { name: '回店礼包' })
    await t.ok(couponDesk.editTemplate, { params, body: { version: 1, fields } }, manager.token)
    const edit = { params, body: { version: 1, fields } }
    await t.refused(couponDesk.editTemplate, edit, manager.token, 'coupon.template_changed')
    await t.refused(couponDesk.stop, { params, body: { version: 1 } }, manager.token, 'coupon.template_changed')
    await t.ok(couponDesk.stop, { params, body: { version: 2 } }, manager.token)
    const after = await read()
    expect(after).toMatchObject({ state: 'stopped', version: 2, says: '抵¥50', fields: { name: '回店礼包' } })
    expect(after.versions.map(({ version, says }) => [version, says])).toEqual([
      [2, '抵¥50'],
      [1, '满¥500减¥80'],
    ])
  })

  it('comes once for one request', async () => {
    const { store, manager } = await couponScene(t)
    const call = { body: { requestId: randomUUID(), fields: fieldsOf([store.id]) } }
    const [a, b] = await Promise.all([1, 2].map(() => t.ok(couponDesk.createTemplate, call, manager.token)))
    expect(a).toEqual(b)
    const { templates } = await t.ok(couponDesk.templates, { query: { storeId: store.id } }, manager.token)
    expect(templates.map(({ id }) => id)).toEqual([a?.id])
  })

  it('leaves coupons that are out as they were', async () => {
    const { store, manager, owner, active, issued } = await couponScene(t)
    const templateId = await active()
    await issued(templateId)
    const fields = fieldsOf([store.id], { benefit: { kind: 'cash', amountFen: 100, thresholdFen: 0 } })
    await t.ok(couponDesk.editTemplate, { params: { templateId }, body: { version: 1, fields } }, manager.token)
    const { usable } = await t.ok(coupon.wallet, {}, owner.token)
    expect(usable.map(({ says }) => says)).toEqual(['抵¥50'])
  })

  it('cannot have less stock than it has issued', async () => {
    const { store, manager, g, active, issued } = await couponScene(t)
    const templateId = await active({ stockTotal: 5 })
    await issued(templateId)
    await issued(templateId, (await g.owner()).customerId)
    const edit = (stockTotal: number | null) => ({
      ...{ params: { templateId }, body: { version: 1, fields: fieldsOf([store.id], { stockTotal }) } },
    })
    await t.refused(couponDesk.editTemplate, edit(1), manager.token, 'coupon.stock_too_low')
    await t.ok(couponDesk.editTemplate, edit(3), manager.token)
    expect(await t.ok(couponDesk.template, { params: { templateId } }, manager.token)).toMatchObject({ stockLeft: 1 })
  })

  it('refuses fields that make no sense', async () => {
    const { store, manager } = await couponScene(t)
    const wrong: Partial<coupon.TemplateFields>[] = [
      { type: 'full_cut' },
      { times: 10 },
      { type: 'offpeak' },
      { name: '' },
      { name: '一'.repeat(21) },
      { terms: '一'.repeat(501) },
      { storeIds: [] },
      { validity: { kind: 'fixed', from: '2026-12-02', to: '2026-12-01' } },
      { benefit: { kind: 'cash', amountFen: 0.5, thresholdFen: 0 } },
      { benefit: { kind: 'cash', amountFen: 0, thresholdFen: 0 } },
    ]
    for (const over of wrong) {
      const call = { body: { requestId: randomUUID(), fields: fieldsOf([store.id], over) } }
      await t.refused(couponDesk.createTemplate, call, manager.token, 'request.invalid')
    }
    const unknown = fieldsOf([store.id], { type: 'service', benefit: { kind: 'service', serviceId: store.id } })
    const call = { body: { requestId: randomUUID(), fields: unknown } }
    await t.refused(couponDesk.createTemplate, call, manager.token, 'catalog.service_not_found')
  })

  it('cannot begin once its days are over', async () => {
    const { manager, draft } = await couponScene(t)
    const { id } = await draft({ validity: { kind: 'fixed', from: '2026-11-01', to: '2026-11-22' } })
    const call = { params: { templateId: id }, body: { version: 1 } }
    await t.refused(couponDesk.activate, call, manager.token, 'coupon.validity_over')
  })
})

describe('whose templates', () => {
  it('are the store’s: others neither see nor touch them, and roles keep to their part', async () => {
    const { store, g, advisor, cashier, owner, active, order } = await couponScene(t)
    const templateId = await active()
    const params = { templateId }
    const other = await g.store()
    const stranger = await g.staff('svc_mgr', 'store', other.id)
    const hidden = 'coupon.template_not_found' as const
    await t.refused(couponDesk.template, { params }, stranger.token, hidden)
    await t.refused(couponDesk.stop, { params, body: { version: 1 } }, stranger.token, hidden)
    await t.refused(couponDesk.link, { params, body: { days: 3 } }, stranger.token, hidden)
    const edit = { params, body: { version: 1, fields: fieldsOf([other.id]) } }
    await t.refused(couponDesk.editTemplate, edit, stranger.token, hidden)
    const mine = order(templateId, owner.customerId)
    await t.refused(couponDesk.issue, mine, stranger.token, 'auth.forbidden')
    const elsewhere = { ...mine, body: { ...mine.body, storeId: other.id } }
    await t.refused(couponDesk.issue, elsewhere, stranger.token, hidden)
    await t.refused(couponDesk.templates, { query: { storeId: store.id } }, stranger.token, 'auth.forbidden')
    const both = { body: { requestId: randomUUID(), fields: fieldsOf([store.id, other.id]) } }
    await t.refused(couponDesk.createTemplate, both, stranger.token, 'auth.forbidden')

    await t.refused(couponDesk.stop, { params, body: { version: 1 } }, advisor.token, 'auth.forbidden')
    await t.refused(couponDesk.issue, mine, cashier.token, 'auth.forbidden')
    await t.refused(couponDesk.issue, mine, owner.token, 'auth.forbidden')
    await t.refused(couponDesk.issue, mine, undefined, 'auth.required')
    await t.refused(couponDesk.template, { params }, undefined, 'auth.required')
    await t.refused(coupon.wallet, {}, undefined, 'auth.required')
    await t.refused(coupon.wallet, {}, advisor.token, 'auth.forbidden')
  })

  it('may span stores of one group only, within the reach of who writes them', async () => {
    const g = given(t)
    const one = await g.store()
    const two = await g.store({ groupId: one.groupId, regionId: one.regionId })
    const away = await g.store()
    const admin = await g.staff('group_admin', 'group', one.groupId)
    const create = (storeIds: string[]) => ({ body: { requestId: randomUUID(), fields: fieldsOf(storeIds) } })
    const { id } = await t.ok(couponDesk.createTemplate, create([one.id, two.id]), admin.token)
    await t.refused(couponDesk.createTemplate, create([one.id, away.id]), admin.token, 'auth.forbidden')
    const manager = await g.staff('svc_mgr', 'store', two.id)
    const params = { templateId: id }
    await t.ok(couponDesk.template, { params }, manager.token)
    const stop = { params, body: { version: 1 } }
    await t.refused(couponDesk.stop, stop, manager.token, 'coupon.template_not_found')
    const everywhere = await g.staff('svc_mgr', 'group', one.groupId)
    await t.ok(couponDesk.activate, stop, everywhere.token)
  })
})

describe('the phones of staff', () => {
  it('keep staff from giving coupons to themselves and their families', async () => {
    const { store, manager, advisor, cashier, owner, active, order } = await couponScene(t)
    const params = { storeId: store.id }
    const entry = { params, body: { staffId: advisor.staffId, phone: owner.phone ?? '', note: '本人' } }
    const added = await t.ok(couponDesk.addEmployeePhone, entry, manager.token)
    expect(await t.ok(couponDesk.addEmployeePhone, entry, manager.token)).toEqual(added)
    expect(added.phoneEnd).toBe(owner.phone?.slice(-4))
    const { phones } = await t.ok(couponDesk.employeePhones, { params }, manager.token)
    expect(phones).toEqual([added])
    const give = order(await active(), owner.customerId)
    await t.refused(couponDesk.issue, give, advisor.token, 'coupon.own_hands')
    await t.refused(couponDesk.employeePhones, { params }, cashier.token, 'auth.forbidden')
    const wrong = { params, body: { ...entry.body, phone: '12' } }
    await t.refused(couponDesk.addEmployeePhone, wrong, manager.token, 'request.invalid')
    const nobody = { params, body: { ...entry.body, staffId: store.id } }
    await t.refused(couponDesk.addEmployeePhone, nobody, manager.token, 'store.staff_not_here')
    const gone = { params: { ...params, entryId: added.id } }
    await t.ok(couponDesk.removeEmployeePhone, gone, manager.token)
    await t.ok(couponDesk.removeEmployeePhone, gone, manager.token)
    await t.ok(couponDesk.issue, give, advisor.token)
  })
})
