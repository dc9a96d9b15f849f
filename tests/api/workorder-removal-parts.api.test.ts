import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { FlowInstance } from '../../server/src/modules/process/process.entity'
import { startTestApp, type TestApp } from '../support/app'
import { minutes } from '../support/floor-scene'
import { removalScene, TOTAL } from '../support/removal-scene'
import { once, openNodes } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  expect(await auditClaims(t.world.app)).toBe(0)
  await t.stop()
})

type Scene = Awaited<ReturnType<typeof removalScene>>

const staffTexts = async (kind: string) =>
  (
    await t.world.app.db.read.rows<{ text: string }>('select staff_text as text from workorder_entry where kind = ?', [
      kind,
    ])
  ).map(({ text }) => text)
describe('the materials of a job that is left out', () => {
  it('are not needed any more where nobody has taken them, and the car waits for them no longer', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    await s.movePart(id, '空调滤芯', 'waiting', new Date(t.clock.now().getTime() + minutes(60)))
    expect((await s.read(id)).waiting).toBe('parts')
    const { decide } = await s.asked(id, [filter])
    await decide([0])
    expect(await s.partStates(id)).toEqual({ 全合成机油: 'arrived', 空调滤芯: 'cancelled' })
    const { waiting, parts } = await s.read(id)
    expect(waiting).toBeNull()
    expect(parts.map(({ name, state }) => [name, state])).toEqual([
      ['全合成机油', 'arrived'],
      ['空调滤芯', 'cancelled'],
    ])
    const gone = (await s.partsOf(id)).find(({ state }) => state === 'cancelled')!
    expect(gone.etaAt).toBeNull()
    const body = { ...once(), version: gone.version, state: 'issued' as const, etaAt: null }
    await t.refused(workorder.movePart, { params: { partId: gone.id }, body }, s.advisor.token, 'workorder.wrong_state')
  })

  it('go back where somebody has taken them, as the timeline says', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    await s.movePart(id, '空调滤芯', 'issued')
    const { decide } = await s.asked(id, [filter])
    await decide([0])
    expect(await s.partStates(id)).toEqual({ 全合成机油: 'arrived', 空调滤芯: 'returned' })
    expect(await staffTexts('removal_approved')).toEqual([
      '减项「取消项目：更换空调滤芯」客户已同意；已领用的空调滤芯请退库',
    ])
  })

  it('are not needed any more as well where the whole visit is cancelled', async () => {
    const s = await removalScene(t)
    const { id } = await s.agreed()
    await s.movePart(id, '空调滤芯', 'issued')
    const { version } = await s.stands(id)
    const body = { ...once(), version, reason: '车主改天再来' }
    await t.ok(workorder.cancel, { params: { workorderId: id }, body }, s.advisor.token)
    expect(await s.partStates(id)).toEqual({ 全合成机油: 'cancelled', 空调滤芯: 'returned' })
    const sql = "select reason from audit_log where action = 'workorder.cancel'"
    expect(await t.world.app.db.read.rows(sql)).toEqual([{ reason: '车主改天再来' }])
  })
})

describe('the price of a job that is left out', () => {
  const amounts = async (s: Scene, addonId: string) =>
    (await s.addonOf(addonId)).quoteLines.map(({ name, unitFen }) => [name, unitFen])

  it('is the one of its own line, whatever order jobs have by now', async () => {
    const s = await removalScene(t)
    const { id, filter, battery } = await s.agreed()
    await t.world.app.db.tx(async (tx) => {
      await tx.run('update job_line set ordinal = 9 where id = ?', [filter])
      await tx.run('update job_line set ordinal = 2 where id = ?', [battery])
    })
    const { addonId } = await s.asked(id, [battery])
    expect(await amounts(s, addonId)).toEqual([['蓄电池检测', -5_000]])
  })

  it('is found by the order of the lines for jobs that are older than the note of their line', async () => {
    const s = await removalScene(t)
    const { id, battery } = await s.agreed()
    await t.world.app.db.tx((tx) => tx.run('update job_line set place = null where workorder_id = ?', [id]))
    const { addonId } = await s.asked(id, [battery])
    expect(await amounts(s, addonId)).toEqual([['蓄电池检测', -5_000]])
  })

  it('is that of the add-on it came with', async () => {
    const s = await removalScene(t)
    const { id } = await s.agreed()
    const [right] = await s.found(id, [2])
    expect((await s.read(id)).totalFen).toBe(TOTAL + 2_200)
    const { addonId, decide } = await s.asked(id, [right!])
    expect(await amounts(s, addonId)).toEqual([['更换右雨刮', -2_200]])
    await decide([0])
    await t.settle()
    expect((await s.read(id)).totalFen).toBe(TOTAL)
    expect((await s.jobOf(right!)).state).toBe('cancelled')
  })
})

describe('a job that was left out', () => {
  it('does not come back into the flow with work that the final check finds', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    const { decide } = await s.asked(id, [filter, battery])
    await decide([0, 2])
    await s.give([oil])
    await s.work(oil)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    const [left] = await s.found(id, [0], s.inspector as unknown as typeof s.first)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
    const { flowId } = await s.stands(id)
    const flow = await t.world.app.db.read.findOne(FlowInstance, { id: flowId ?? '' })
    expect(flow?.state).toMatchObject({ vars: { jobs: [oil, left] } })
    expect(await openNodes(t)).toEqual(['dispatch'])
    await s.give([left!])
    await s.work(left!)
    expect(await openNodes(t)).toEqual(['qc'])
    await s.handOver(id)
    expect(await s.statesOf(id)).toEqual(['passed', 'cancelled', 'cancelled', 'passed'])
  })
})
