import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep, hasStep } from './flow.service'
import { requireReachableWorkorder } from './reaching.service'
import type { Workorder } from './workorder.entity'

/**
 * The service manager has a car checked once more before it is paid: it waits for its final check again, whose record comes beside
 * the one before. Throws as {@link carryOut}; `workorder.wrong_state` as well where the flow of the visit has no way back.
 */
export async function reinspect(
  app: App,
  by: StaffActor,
  workorderId: string,
  { requestId, version: seen, reason }: Body<typeof contract.reinspect>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, by, 'workorder.reinspect', workorderId)
  const ask = { workorderId, command: 'reinspect', actor: by, requestId, seen, reason } as const
  return carryOut(app, ask, async (tx, workorder) => {
    const step = { node: workorder.state === 'ready' ? 'settle' : 'ready', outcome: 'reinspect' } as const
    if (!(await hasStep(app, tx, workorder, step))) throw new AppError('workorder.wrong_state')
    await tx.put(
      "update job_line set state = 'done', version = version + 1 where workorder_id = ? and state = 'passed'",
      [workorderId],
    )
    await note(app, tx, workorderId, {
      ...{ kind: 'reinspection', by, staff: `要求重新终检：${reason}` },
      owner: '门店正在为您的爱车再做一次检查',
    })
    await completeStep(app, tx, workorder, { ...step, actor: by, reason })
    return { state: 'work_done', qcPassedAt: null, readyAt: null }
  })
}
