import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { process as flows } from '@pitlane/contract'
import { afterSales } from '../../server/src/modules/workorder/after-sales.flow'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'
import { openNodes, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a flow of visits with a step that nothing leads to', () => {
  it('can be drafted and says so, is never published, and visits go on as before', async () => {
    const s = await workshopScene(t)
    const { id } = await s.inspected()
    const admin = await given(t).staff('group_admin', 'group', s.store.groupId)
    const graph = { ...afterSales, nodes: { ...afterSales.nodes, nobodyComes: afterSales.nodes['ready']! } }
    const draft = { params: { key: afterSales.key }, body: { storeId: null, rev: 0, graph } }
    const { version, rev, problems } = await t.ok(flows.saveFlow, draft, admin.token)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'flow.unreachable', node: 'nobodyComes' }))
    const params = { key: afterSales.key, version }
    const problem = await t.refused(flows.publishFlow, { params, body: { rev } }, admin.token, 'process.flow_invalid')
    expect(problem.data?.['problems']).toEqual(problems)
    await s.inspected({ ...(await given(t).driver()), minute: 840 } as typeof s.driver)
    expect(await openNodes(t)).toEqual(['quote', 'quote'])
    expect((await s.stands(id)).state).toBe('inspected')
  })
})
