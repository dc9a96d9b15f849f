import { messaging, workorder, type Body } from '@pitlane/contract'
import { PhoneTodo } from '../../server/src/modules/messaging/messaging.entity'
import type { TestApp } from './app'
import { floorScene, minutes } from './floor-scene'
import { once, quoteOf } from './workorder-scene'

export const labour = (name: string, over: object = {}) => ({
  ...{ kind: 'labour' as const, name, serviceId: null, partCode: null, quantityCenti: 100, unit: '小时' as const },
  ...{ unitFen: 9_000, minutes: 15, of: null, ...over },
})
const material = (of: number, name: string, over: object = {}) => ({
  ...{ kind: 'material' as const, name, serviceId: null, partCode: 'P-1', quantityCenti: 100 },
  ...{ unit: '件' as const, unitFen: 7_001, minutes: null, of, ...over },
})

/** Of all that is agreed to, in fen. */
export const TOTAL = 56_000 + 16_001 + 5_000

export const proposal = (workorderId: string, jobIds: readonly string[], over: object = {}) => ({
  params: { workorderId },
  body: { ...once(), jobIds: [...jobIds], reason: '滤芯上月刚换过', ...over },
})

/** A workshop with a car whose owner has agreed to three jobs, some of which shall not be done after all (减项). */
export async function removalScene(t: TestApp) {
  const s = await floorScene(t)

  /** The oil change (¥560.00 with its oil), a cabin filter (¥160.01 with the filter) and a look at the battery (¥50.00). */
  const lines = () => [
    ...quoteOf(t, s.service.id).lines,
    labour('更换空调滤芯'),
    material(2, '空调滤芯'),
    labour('蓄电池检测', { unitFen: 5_000 }),
  ]
  /** A car whose owner has agreed to three jobs, none of which has begun. */
  const agreed = async () => {
    const { id } = await s.authorised(s.driver, { lines: lines() })
    const jobs = await s.jobsOf(id)
    const [oil, filter, battery] = jobs.map((job) => job.id)
    return { id, oil: oil!, filter: filter!, battery: battery! }
  }

  /** A removal that its owner has been asked about. */
  const asked = async (workorderId: string, jobIds: readonly string[]) => {
    const { id } = await t.ok(workorder.proposeRemoval, proposal(workorderId, jobIds), s.advisor.token)
    const { snapshotHash } = await s.addonOf(id)
    const answer = (approved: number[], over: object = {}) => ({
      params: { addonId: id },
      body: { ...once(), snapshotHash: snapshotHash ?? '', approved, isRiskAccepted: false, ...over },
    })
    const decide = (approved: number[]) => t.ok(workorder.decideAddon, answer(approved), s.driver.token)
    return { addonId: id, answer, decide }
  }

  const progress = (workorderId: string) => t.ok(workorder.progress, { params: { workorderId } }, s.driver.token)
  const read = (workorderId: string) => t.ok(workorder.read, { params: { workorderId } }, s.advisor.token)
  const statesOf = async (workorderId: string) => (await s.jobsOf(workorderId)).map(({ state }) => state)
  const partStates = async (workorderId: string) =>
    Object.fromEntries((await s.partsOf(workorderId)).map(({ name, state }) => [name, state]))
  const inbox = async () =>
    (await t.ok(messaging.inbox, { query: {} }, s.driver.token)).items.filter(({ kind }) => kind === 'addon_asked')
  const todos = () => t.world.app.db.read.find(PhoneTodo, { where: { kind: 'addon' } })

  const movePart = async (workorderId: string, name: string, state: 'waiting' | 'issued', etaAt?: Date) => {
    const part = (await s.partsOf(workorderId)).find((one) => one.name === name)
    const body = { ...once(), version: part!.version, state, etaAt: etaAt?.toISOString() ?? null }
    await t.ok(workorder.movePart, { params: { partId: part!.id }, body }, s.advisor.token)
  }

  const passQc = async (workorderId: string) => {
    const at = { params: { workorderId } }
    const { version, items } = await t.ok(workorder.qcSheet, at, s.inspector.token)
    const good = items.map(({ key, title, jobId }) => ({ key, title, jobId, isPassed: true, note: '' }))
    const body = { ...once(), version, items: good, hasRoadTest: true, photoIds: [], reason: '' }
    await t.ok(workorder.judgeQc, { ...at, body }, s.inspector.token)
  }

  /** From the end of the work until the keys are back. */
  const handOver = async (workorderId: string) => {
    const at = { params: { workorderId } }
    const seen = async () => ({ ...once(), version: (await s.stands(workorderId)).version })
    await passQc(workorderId)
    await t.ok(workorder.finishWash, { ...at, body: { ...(await seen()), isWashed: true } }, s.advisor.token)
    await s.paid(workorderId)
    const body = { ...(await seen()), mileageKm: 23_460, oldParts: 'none' as const, nextHint: '' }
    await t.ok(workorder.handOver, { ...at, body }, s.advisor.token)
  }

  /** The first technician gets these jobs. */
  const give = async (jobIds: readonly string[]) => {
    for (const jobId of jobIds) await s.dispatch(jobId)
  }
  const work = async (jobId: string) => {
    await s.start(jobId)
    await s.finish(jobId)
  }

  /** Two things that somebody found, of which the owner takes those at these places. */
  const found = async (workorderId: string, approved: number[], by = s.first) => {
    const photoIds = await s.photos(1, by.token)
    const what = { title: '雨刮老化', severity: 'yellow' as const, finding: '刮片开裂', measure: null, photoIds }
    const at = { params: { workorderId } }
    const { id: addonId } = await t.ok(workorder.proposeAddon, { ...at, body: { ...once(), ...what } }, by.token)
    const twoLines = [
      labour('更换左雨刮', { unitFen: 1_100 }),
      material(0, '左刮片'),
      labour('更换右雨刮', { unitFen: 2_200 }),
    ]
    const price: Body<typeof workorder.priceAddon> = {
      ...{ ...once(), version: 1, lines: twoLines, extraMinutes: 30, recheckHint: '' },
      ...{ newPromiseAt: new Date(t.clock.now().getTime() + minutes(400)).toISOString() },
    }
    await t.ok(workorder.priceAddon, { params: { addonId }, body: price }, s.advisor.token)
    const { snapshotHash } = await s.addonOf(addonId)
    const body = { ...once(), snapshotHash: snapshotHash ?? '', approved, isRiskAccepted: false }
    await t.ok(workorder.decideAddon, { params: { addonId }, body }, s.driver.token)
    await t.settle()
    const jobs = (await s.jobsOf(workorderId)).filter((job) => job.addonId === addonId)
    return jobs.map(({ id }) => id)
  }

  return {
    ...{
      ...s,
      agreed,
      asked,
      progress,
      read,
      statesOf,
      partStates,
      inbox,
      todos,
      movePart,
      handOver,
      give,
      work,
      found,
    },
  }
}
