import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { couponDesk } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene, fieldsOf } from '../support/coupon-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A costly template of the manager, and the general manager who may agree to it. */
async function costlyScene() {
  const scene = await couponScene(t)
  const boss = await scene.g.staff('store_gm', 'store', scene.store.id)
  const { id: templateId } = await scene.draft({ stockTotal: null, budgetFen: null })
  const decide = (by: { token: string }, version = 1, over: object = {}) =>
    t.call(
      couponDesk.decide,
      { params: { templateId }, body: { version, verdict: 'approved', reason: '', ...over } as never },
      by.token,
    )
  const activate = (version = 1) =>
    t.call(couponDesk.activate, { params: { templateId }, body: { version } }, scene.manager.token)
  const view = () => t.ok(couponDesk.template, { params: { templateId } }, scene.manager.token)
  const edit = (version: number, over: object) =>
    t.ok(
      couponDesk.editTemplate,
      { params: { templateId }, body: { version, fields: fieldsOf([scene.store.id], over) } },
      scene.manager.token,
    )
  return { ...scene, boss, templateId, decide, activate, view, edit }
}
const codeOf = (answer: { problem: { code: string } }) => answer.problem.code

describe('a template that may cost much', () => {
  it('is issued once a second person has agreed, and not by who wrote it', async () => {
    const { boss, advisor, manager, decide, activate, view } = await costlyScene()
    expect((await view()).approval).toEqual({ state: 'waiting', reason: null, at: null })
    expect(codeOf(await activate())).toBe('coupon.needs_approval')
    expect(codeOf(await decide(manager))).toBe('auth.forbidden')
    expect(codeOf(await decide(advisor))).toBe('auth.forbidden')
    expect((await decide(boss)).status).toBe(200)
    expect((await decide(boss)).status).toBe(200)
    expect((await view()).approval).toMatchObject({ state: 'approved' })
    expect((await activate()).status).toBe(200)
  })

  it('is not agreed to by who has written any version of it', async () => {
    const { g, store, boss, templateId, decide, edit } = await costlyScene()
    const fields = fieldsOf([store.id], { name: '改名', stockTotal: null, budgetFen: null })
    await t.ok(couponDesk.editTemplate, { params: { templateId }, body: { version: 1, fields } }, boss.token)
    expect(codeOf(await decide(boss, 2))).toBe('coupon.own_template')
    await edit(2, { name: '再改', stockTotal: null, budgetFen: null })
    expect(codeOf(await decide(boss, 3))).toBe('coupon.own_template')
    const other = await g.staff('store_gm', 'store', store.id)
    expect((await decide(other, 3)).status).toBe(200)
  })

  it('is decided on once, and refused only with a reason', async () => {
    const { g, store, boss, decide, activate, view } = await costlyScene()
    const other = await g.staff('store_gm', 'store', store.id)
    expect(codeOf(await decide(boss, 1, { verdict: 'refused' }))).toBe('request.invalid')
    const refusal = { verdict: 'refused', reason: '预算请按门店拆分' }
    const answers = await Promise.all([decide(boss, 1, refusal), decide(other, 1)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(codeOf(await decide(boss, 9))).toBe('coupon.template_changed')
    const { state } = (await view()).approval
    expect((await activate()).status).toBe(state === 'approved' ? 200 : 409)
  })

  it('stops issuing when more is promised than was agreed to, and goes on when less is', async () => {
    const { boss, decide, activate, view, edit } = await costlyScene()
    await decide(boss)
    await activate()
    await edit(1, { name: '改名', stockTotal: 2000, budgetFen: null })
    expect(await view()).toMatchObject({ state: 'active', approval: { state: 'approved' } })
    await edit(2, { benefit: { kind: 'cash', amountFen: 90_000, thresholdFen: 0 }, stockTotal: 2000, budgetFen: null })
    expect(await view()).toMatchObject({ state: 'stopped', approval: { state: 'waiting' } })
    expect(codeOf(await activate(3))).toBe('coupon.needs_approval')
    await edit(3, { stockTotal: 10, budgetFen: null })
    expect((await view()).approval.state).toBe('none')
    expect((await activate(4)).status).toBe(200)
    expect(codeOf(await decide(boss, 4))).toBe('coupon.no_approval_due')
  })
})
