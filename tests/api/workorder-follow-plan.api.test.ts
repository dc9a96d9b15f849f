import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { resources, workorder, type resources as contract } from '@pitlane/contract'
import { BookingStep } from '../../server/src/modules/booking/booking.entity'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY } from '../support/booking-scene'
import { FROM_NOON, floorScene } from '../support/floor-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

/** Bays or people of the store change, and the plan of the day is put in order. */
async function change(s: Scene, what: contract.RosterChange) {
  const params = { storeId: s.store.id }
  const { version } = await t.ok(resources.read, { params }, s.manager.token)
  const body = { version, affectedSeen: 0, change: what }
  const { affected } = await t.ok(resources.previewChange, { params, body }, s.manager.token)
  const { length: affectedSeen } = affected
  await t.ok(resources.saveChange, { params, body: { ...body, affectedSeen } }, s.manager.token)
  await t.settle()
}

const brokenBay = (bayId: string): contract.RosterChange => ({
  ...{ kind: 'add_bay_outage', bayId, fromDay: TODAY, toDay: TODAY },
  ...{ startsMinute: 540, endsMinute: 1080, reason: '举升机检修' },
})

const planOf = async ({ bookingId }: { bookingId: string }) => {
  const [step] = await t.world.app.db.read.find(BookingStep, { where: { bookingId, kind: 'work' } })
  return { bayId: step?.bayId, technicianIds: step?.technicianIds }
}
const followed = async () =>
  (
    await t.world.app.db.read.rows<{ staff: string; owner: string | null }>(
      "select staff_text as staff, owner_text as owner from workorder_entry where kind = 'reseated'",
    )
  ).map(({ staff, owner }) => [staff, owner])

describe('work that the plan of the day gives to others', () => {
  it('is theirs as long as it has not begun: job, task and timeline follow', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id, jobId } = await s.dispatched()
    const before = await s.jobOf(jobId)
    const stale = await s.workCall(jobId)
    await change(s, brokenBay(s.bay.id))
    const job = await s.jobOf(jobId)
    expect(job.bayId).not.toBe(s.bay.id)
    expect({ bayId: job.bayId, technicianIds: job.technicianIds }).toEqual(await planOf(await s.stands(id)))
    expect(job).toMatchObject({ state: 'assigned', version: before.version + 1 })
    expect(await followed()).toEqual([
      [
        expect.stringMatching(/^「小保养」随当日计划改为.+，快保 [12] 号$/),
        expect.stringMatching(/师傅施工，快保 [12] 号$/),
      ],
    ])
    await t.refused(workorder.startJob, stale, s.first.token, 'workorder.job_changed')
  })

  it('goes to who is there when somebody is away, also the task', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id, jobId } = await s.dispatched()
    const away = { kind: 'add_leave', technicianId: s.first.id, fromDay: TODAY, toDay: TODAY } as const
    await change(s, { ...away, startsMinute: 540, endsMinute: 1080, reason: '病假' })
    const { technicianIds } = await s.jobOf(jobId)
    expect(technicianIds).not.toContain(s.first.id)
    expect(technicianIds).toEqual((await planOf(await s.stands(id))).technicianIds)
    expect((await t.ok(workorder.myWork, {}, s.first.token)).places[0]?.jobs).toEqual([])
    await change(s, brokenBay((await s.jobOf(jobId)).bayId ?? ''))
    expect(await s.jobOf(jobId)).toMatchObject(await planOf(await s.stands(id)))
  })

  it('stays with whom it was begun by', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { jobId } = await s.working()
    await change(s, brokenBay(s.bay.id))
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'running', bayId: s.bay.id, technicianIds: [s.first.id] })
    expect(await followed()).toEqual([])
  })
})
