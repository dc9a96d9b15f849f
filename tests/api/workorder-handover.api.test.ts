import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { settlement, workorder } from '@pitlane/contract'
import { fireDueTimers } from '../../server/src/modules/process/timer.service'
import { extendCalendar } from '../../server/src/modules/store'
import { Store } from '../../server/src/modules/store/store.entity'
import { fresh, Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { newId } from '../../server/src/platform/id'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { follow } from '../support/live-follower'
import { readyScene } from '../support/ready-scene'
import { once, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const WEEK = minutes(7 * 24 * 60)

describe('a car that goes back to its owner', () => {
  it('is settled once, handed over once, and closed after seven days', async () => {
    const s = await readyScene(t)
    await t.refused(workorder.handOver, await s.handOver(), s.advisor.token, 'workorder.wrong_state')
    const { call, bill } = await s.paid(s.id)
    expect(bill.state).toBe('paid')
    expect((await s.stands(s.id)).state).toBe('settled')
    expect(await t.ok(settlement.receive, call, s.cashier.token)).toEqual(bill)
    await t.refused(settlement.receive, call, s.advisor.token, 'auth.forbidden')
    await t.refused(workorder.handOver, await s.handOver(23_455), s.advisor.token, 'workorder.mileage_lower')
    const keys = await s.handOver()
    expect(await t.ok(workorder.handOver, keys, s.advisor.token)).toMatchObject({ state: 'delivered' })
    expect(await t.ok(workorder.handOver, keys, s.advisor.token)).toMatchObject({ state: 'delivered' })
    const row = await s.stands(s.id)
    expect(row).toMatchObject({ settledAt: t.clock.now(), deliveredAt: t.clock.now(), closedAt: null })
    const { sheet, read, progress } = workorder
    const paper = await t.ok(sheet, { params: s.params }, s.cashier.token)
    expect(paper).toMatchObject({ leftOn: '2026-11-23', mileageIn: 23_456, mileageOut: 23_460 })
    expect(paper).toMatchObject({ store: { creditCode: null }, warranty: { days: 10, km: 2000 } })
    expect(await t.ok(read, { params: s.params }, s.advisor.token)).toMatchObject({
      ...{ state: 'delivered', may: [], risk: 'none', handover: { mileageKm: 23_460, oldParts: 'customer' } },
    })
    const seen = await t.ok(progress, { params: s.params }, s.driver.token)
    expect(seen.steps.every(({ at }) => at !== null)).toBe(true)
    expect(seen.timeline.at(-1)?.text).toBe('已交车，旧件已交给您。5000 公里或 6 个月后保养')
    t.clock.pass(WEEK)
    await fireDueTimers(t.world.app)
    await t.settle()
    expect(await s.stands(s.id)).toMatchObject({ state: 'closed', closedAt: t.clock.now() })
  })

  it('goes with a paper that prints what its store says of itself', async () => {
    const s = await readyScene(t)
    const legal = { creditCode: '91350100M000100Y43', warrantyDays: 180, warrantyKm: 10_000 }
    await t.world.app.db.tx((tx) => tx.update(Store, { id: s.store.id }, legal))
    expect(await t.ok(workorder.sheet, { params: s.params }, s.cashier.token)).toMatchObject({
      ...{ store: { creditCode: '91350100M000100Y43' }, warranty: { days: 180, km: 10_000 } },
    })
  })

  it('stays in the shop no longer, whatever time passes', async () => {
    const s = await readyScene(t)
    t.clock.pass(WEEK)
    await s.refresh()
    const detail = await t.ok(workorder.read, { params: s.params }, s.advisor.token)
    expect(detail.warranty).toEqual({ daysThisVisit: 1, daysInAll: 1, warning: null })
    const { cards } = await t.ok(workorder.board, { params: { storeId: s.store.id }, query: {} }, s.advisor.token)
    expect(cards).toMatchObject([{ lane: 'ready', risk: 'none' }])
  })
})

describe('a car that stays long', () => {
  it('is warned of before the law asks for a loaner', async () => {
    const s = await floorScene(t)
    const { id } = await s.working()
    t.clock.pass(minutes(4 * 24 * 60 + 1))
    await s.refresh()
    const { warranty } = await t.ok(workorder.read, { params: { workorderId: id } }, s.advisor.token)
    expect(warranty).toMatchObject({ daysThisVisit: 5, daysInAll: 5 })
    expect(warranty.warning).toContain('超过 5 日须提供代步车')
  })
})

describe('a promise from history', () => {
  it('is what eight of ten visits of the same services took, in opening hours', async () => {
    const s = await workshopScene(t)
    const { bookingId } = await s.received()
    const { app } = t.world
    const day = new Date('2026-11-20T02:00:00Z').getTime()
    // Thirty visits of one to thirty times ten minutes.
    const visits = Array.from({ length: 30 }, (_, i) => i + 1)
    await app.db.tx(async (tx) => {
      await extendCalendar(tx, s.store, '2026-11-20')
      for (const i of visits) {
        const copy = newId()
        await tx.run(
          `insert into booking_step (booking_id, ordinal, kind, service_id, day, starts_minute, ends_minute, bay_id,
             technician_ids, price_fen, is_seated)
           select ?, ordinal, kind, service_id, day, starts_minute, ends_minute, bay_id, technician_ids, price_fen, is_seated
             from booking_step where booking_id = ?`,
          [await copyBooking(tx, copy, bookingId, i), bookingId],
        )
        const { storeId, vehicleId, customerId } = await tx
          .find(Workorder, { where: { bookingId } })
          .then(([row]) => row ?? Promise.reject(new Error('no work order')))
        await tx.insert(Workorder, {
          ...{ ...fresh, id: newId(), number: `P${i}`, bookingId: copy, storeId, vehicleId, customerId },
          ...{ state: 'closed', createdAt: new Date(day), updatedAt: new Date(day), arrivedAt: new Date(day) },
          readyAt: new Date(day + minutes(i * 10)),
        })
      }
    })
    const owner = await given(t).driver()
    const row = await s.received(owner)
    const detail = await t.ok(workorder.read, { params: { workorderId: row.id } }, s.advisor.token)
    expect(detail.usualMinutes).toEqual({ p80: 240, sample: 30 })
    expect(row.promisedAt?.getTime()).toBe(t.clock.now().getTime() + minutes(240))
    expect(row.usual).toEqual([10, 39, 68, 97, 126, 155, 184, 213, 242, 271, 300])
    const sure = async () => {
      const token = await given(t).freshToken({ kind: 'customer', id: owner.customerId })
      const visit = await t.ok(workorder.progress, { params: { workorderId: row.id } }, token)
      return visit.confidence
    }
    expect(await sure()).toBe(79)
    t.clock.pass(minutes(60))
    expect(await sure()).toBe(75)
    await app.db.tx((tx) => tx.update(Workorder, { id: row.id }, { state: 'ready' }))
    expect(await sure()).toBeNull()
  })
})

/** A booking like another, as its row has to be there for its steps. */
async function copyBooking(tx: { run: TestRun }, id: string, from: string, i: number): Promise<string> {
  const columns = [
    ...['store_id', 'customer_id', 'vehicle_id', 'version', 'starts_minute', 'ends_minute', 'starts_at', 'price_fen'],
    ...['remark', 'created_at', 'updated_at', 'channel', 'is_rework', 'handover', 'deposit_fen', 'is_unseated'],
  ].join(', ')
  await tx.run(
    `insert into booking (id, number, request_id, state, day, ${columns})
       select ?, ?, ?, 'arrived', '2026-11-20', ${columns} from booking where id = ?`,
    [id, `C${i}`, `copy-${i}`, from],
  )
  return id
}
type TestRun = (sql: string, parameters: readonly unknown[]) => Promise<number>

describe('whoever looks', () => {
  it('hears at once of what changes: the staff of the store and the owner, and nobody else', async () => {
    const s = await workshopScene(t)
    const { id, version } = await s.authorised()
    const other = await given(t).store()
    const stranger = await given(t).staff('advisor', 'store', other.id)
    const topic = { kind: 'workshop' as const, storeId: s.store.id }
    const [staff, owner, nobody] = await Promise.all([
      follow(t.url, s.cashier.token, [topic]),
      follow(t.url, s.driver.token, [{ kind: 'mine' }]),
      follow(t.url, stranger.token, [topic]),
    ])
    const body = { ...once(), version, note: '后备箱有行李' }
    await t.ok(workorder.addendum, { params: { workorderId: id }, body }, s.advisor.token)
    const isIt = (change: { workorderId?: string }) => change.workorderId === id
    expect(await staff.nextChange(300, isIt)).toMatchObject({ topic, workorderId: id })
    expect(await owner.nextChange(300, isIt)).toMatchObject({ topic: { kind: 'mine' }, workorderId: id })
    expect(nobody.heard.filter(({ type }) => type === 'changed')).toEqual([])
    expect(nobody.heard).toContainEqual({ type: 'refused', topic, code: 'auth.forbidden' })
    for (const one of [staff, owner, nobody]) one.close()
  })
})
