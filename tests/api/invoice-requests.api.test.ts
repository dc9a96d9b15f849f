import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { settlement } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'
import { readyScene } from '../support/ready-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('an invoice', () => {
  it('is asked for by the owner, for a company with its tax number only, and is kept sealed', async () => {
    const s = await readyScene(t)
    const { params } = s
    const body = { kind: 'company' as const, title: '上海修程科技有限公司', taxNumber: null, email: 'a@example.com' }
    await t.refused(settlement.requestInvoice, { params, body }, s.driver.token, 'settlement.tax_number_missing')
    const whole = { ...body, taxNumber: '91310000MA1FL3CM3K' }
    expect(await t.ok(settlement.requestInvoice, { params, body: whole }, s.driver.token)).toEqual(whole)
    expect((await t.ok(settlement.read, { params }, s.cashier.token)).invoice).toEqual(whole)
    const [row] = await t.world.app.db.read.rows<{ title: string }>(
      'select title_sealed as title from invoice_request',
      [],
    )
    expect(row?.title).not.toContain('修程')
    const stranger = await given(t).driver()
    await t.refused(settlement.requestInvoice, { params, body: whole }, stranger.token, 'workorder.not_found')
  })
})
