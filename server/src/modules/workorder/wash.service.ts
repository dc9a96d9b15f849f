import type { Body, workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep } from './flow.service'
import { requireReachableWorkorder } from './reaching.service'
import { tellOwner } from './telling.service'
import type { Workorder } from './workorder.entity'

/** Washed, or not wanted: the car is ready, and its owner is told in the same transaction. */
export async function finishWash(
  app: App,
  by: StaffActor,
  workorderId: string,
  { requestId, version: seen, isWashed }: Body<typeof contract.finishWash>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, by, 'workorder.handover', workorderId)
  const ask = { workorderId, command: 'finishWash', actor: by, requestId, seen } as const
  return carryOut(app, ask, async (tx, workorder) => {
    const washed = isWashed ? '洗车完成' : '客户不洗车'
    const owner = `${isWashed ? '洗车完成，' : ''}您的车可以取了`
    await note(app, tx, workorder.id, { kind: 'ready', by, staff: `${washed}，可交车`, owner })
    await completeStep(app, tx, workorder, { node: 'ready', outcome: 'done', actor: by })
    await tellOwner(app, tx, workorder, {
      ...{ dedupe: `car_ready:${workorder.id}:${workorder.version}`, kind: 'car_ready' },
      body: `${owner}。请查看结算明细，到店结算取车。`,
      brief: '请到店结算取车',
      call: '请致电车主：车辆已可取，可先查看结算明细。',
    })
    return { state: 'ready', readyAt: app.clock.now() }
  })
}
