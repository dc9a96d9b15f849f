import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { Booking, BookingStep } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
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

describe('a removal', () => {
  it('is asked about at once, with what it saves, and changes nothing before the answer', async () => {
    const s = await removalScene(t)
    const { id, filter, battery } = await s.agreed()
    const { addonId } = await s.asked(id, [filter, battery])
    expect((await s.inbox())[0]?.body).toContain('费用减少 ¥210.01。原因：滤芯上月刚换过')
    expect(await s.progress(id)).toMatchObject({ headline: '有减项需要您确认', totalFen: TOTAL })
    expect((await t.ok(workorder.mine, { query: {} }, s.driver.token)).items).toMatchObject([
      { headline: '有减项需要您确认', needsAnswer: true, totalFen: TOTAL },
    ])
    const { addons, totalFen } = await s.read(id)
    expect(totalFen).toBe(TOTAL)
    expect(addons).toMatchObject([{ id: addonId, kind: 'removal', state: 'pending', finding: '滤芯上月刚换过' }])
    expect(addons[0]?.lines.map(({ name, of, amountFen, isApproved }) => [name, of, amountFen, isApproved])).toEqual([
      ['更换空调滤芯', null, -9_000, null],
      ['空调滤芯', 0, -7_001, null],
      ['蓄电池检测', null, -5_000, null],
    ])
    expect(await s.statesOf(id)).toEqual(['new', 'new', 'new'])
    const sql = "select reason from audit_log where action = 'workorder.propose_removal'"
    expect(await t.world.app.db.read.rows(sql)).toEqual([{ reason: '滤芯上月刚换过' }])
  })

  it('is answered line by line: what is left is done, checked, paid and handed over', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    const { decide } = await s.asked(id, [filter, battery])
    expect(await decide([0])).toMatchObject({ state: 'partial' })
    await t.settle()
    expect(await s.statesOf(id)).toEqual(['new', 'cancelled', 'new'])
    const left = TOTAL - 16_001
    expect(await s.progress(id)).toMatchObject({ headline: '已确认，正在安排技师', totalFen: left })
    expect(await s.read(id)).toMatchObject({ totalFen: left, quote: { totalFen: TOTAL } })
    expect((await s.told(id)).at(-1)).toBe('取消项目：更换空调滤芯、蓄电池检测：您部分同意，其余照原约定施工')
    await t.refused(workorder.dispatch, await s.dispatchCall(filter), s.dispatcher.token, 'workorder.wrong_state')
    await s.give([oil, battery])
    await s.work(oil)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
    await s.work(battery)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    const { items } = await t.ok(workorder.qcSheet, { params: { workorderId: id } }, s.inspector.token)
    expect(items.some(({ jobId }) => jobId === filter)).toBe(false)
    await s.handOver(id)
    expect(await s.stands(id)).toMatchObject({ state: 'delivered' })
    expect(await s.statesOf(id)).toEqual(['passed', 'cancelled', 'passed'])
    expect((await s.read(id)).totalFen).toBe(left)
  })

  it('of the last job that nobody was given yet makes the car dispatched', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    await s.dispatch(oil)
    expect(await s.stands(id)).toMatchObject({ state: 'authorised' })
    const { decide } = await s.asked(id, [filter, battery])
    await decide([0, 2])
    expect(await s.stands(id)).toMatchObject({ state: 'dispatched', dispatchedAt: t.clock.now() })
    expect(await openNodes(t)).toEqual(['begin'])
  })

  it('of the last job that is open ends the work', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    await s.give([oil, filter, battery])
    await s.work(oil)
    const { decide } = await s.asked(id, [filter, battery])
    await decide([0, 2])
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    expect(await openNodes(t)).toEqual(['qc'])
    await s.handOver(id)
    expect(await s.read(id)).toMatchObject({ state: 'delivered', totalFen: 56_000 })
  })

  it('of everything ends the visit without a price, and gives its time to others', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    await s.dispatch(oil)
    const { decide } = await s.asked(id, [oil, filter, battery])
    await decide([0, 2, 4])
    await t.settle()
    const { state, bookingId } = await s.stands(id)
    expect(state).toBe('cancelled')
    expect(await s.statesOf(id)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    const { totalFen, parts } = await s.read(id)
    expect([totalFen, ...new Set(parts.map(({ state }) => state))]).toEqual([0, 'cancelled'])
    expect((await s.told(id)).at(-1)).toBe('全部项目已取消，本次服务结束，不收取费用')
    expect(await openNodes(t)).toEqual([])
    expect((await t.world.app.db.read.findOne(Booking, { id: bookingId }))?.finishedAt).not.toBeNull()
  })

  it('gives the time of what was booked back, and keeps what is left where it is', async () => {
    const s = await removalScene(t)
    const { id, oil } = await s.agreed()
    const { bookingId } = await s.stands(id)
    const spans = async () =>
      (await t.world.app.db.read.find(BookingStep, { where: { bookingId, kind: 'work' } })).map(
        ({ startsMinute, endsMinute }) => [startsMinute, endsMinute],
      )
    expect(await spans()).toEqual([[720, 780]])
    const { decide } = await s.asked(id, [oil])
    await decide([0])
    await t.settle()
    expect(await spans()).toEqual([[720, 735]])
    expect(await s.statesOf(id)).toEqual(['cancelled', 'new', 'new'])
  })

  it('that is declined leaves everything as it was agreed to, also for a yes that comes after it', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    const { addonId, answer, decide } = await s.asked(id, [filter])
    const before = await s.partStates(id)
    expect(await decide([])).toMatchObject({ state: 'declined' })
    await t.refused(workorder.decideAddon, answer([0]), s.driver.token, 'workorder.addon_decided')
    const { version } = await s.addonOf(addonId)
    const said = { approved: [0], isRiskAccepted: false, method: 'call' as const, note: '10:20 电话录音' }
    const noted = { params: { addonId }, body: { ...once(), version, ...said } }
    await t.refused(workorder.noteDecision, noted, s.advisor.token, 'workorder.addon_decided')
    expect(await s.statesOf(id)).toEqual(['new', 'new', 'new'])
    expect(await s.partStates(id)).toEqual(before)
    expect(await s.progress(id)).toMatchObject({ totalFen: TOTAL, declined: [] })
    expect((await s.told(id)).at(-1)).toBe('取消项目：更换空调滤芯：您没有同意，照原约定施工')
    // It may be asked again, as another removal.
    const again = await s.asked(id, [filter])
    await again.decide([0])
    expect(await s.statesOf(id)).toEqual(['new', 'cancelled', 'new'])
  })

  it('that the owner answered on the phone is noted with who heard it', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    const { addonId } = await s.asked(id, [filter])
    const said = { approved: [0], isRiskAccepted: false, method: 'call' as const, note: '10:20 电话录音' }
    const call = (version: number) => ({ params: { addonId }, body: { ...once(), version, ...said } })
    await t.refused(workorder.noteDecision, call(9), s.advisor.token, 'workorder.addon_changed')
    await t.ok(workorder.noteDecision, call(1), s.advisor.token)
    expect(await s.addonOf(addonId)).toMatchObject({
      state: 'approved',
      proof: { method: 'call', note: '10:20 电话录音', by: { kind: 'staff', id: s.advisor.staffId } },
    })
    expect(await s.statesOf(id)).toEqual(['new', 'cancelled', 'new'])
  })
})
