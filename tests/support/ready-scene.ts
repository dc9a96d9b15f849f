import { workorder } from '@pitlane/contract'
import type { TestApp } from './app'
import { floorScene } from './floor-scene'
import { once } from './workorder-scene'

/** A car that is washed and waits for its owner. */
export async function readyScene(t: TestApp) {
  const s = await floorScene(t)
  const { id } = await s.done()
  const params = { workorderId: id }
  const seen = async () => ({ ...once(), version: (await s.stands(id)).version })
  const sheet = await t.ok(workorder.qcSheet, { params }, s.inspector.token)
  const items = sheet.items.map(({ key, title, jobId }) => ({ key, title, jobId, isPassed: true, note: '' }))
  const judged = { ...(await seen()), items, hasRoadTest: true, photoIds: [], reason: '' }
  await t.ok(workorder.judgeQc, { params, body: judged }, s.inspector.token)
  await t.ok(workorder.finishWash, { params, body: { ...(await seen()), isWashed: true } }, s.advisor.token)
  const handOver = async (mileageKm = 23_460) => ({
    params,
    body: { ...(await seen()), mileageKm, oldParts: 'customer' as const, nextHint: '5000 公里或 6 个月后保养' },
  })
  return { ...s, id, params, handOver }
}
