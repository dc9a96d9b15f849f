import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { requireReachableWorkorder } from './reaching.service'
import type { Workorder } from './workorder.entity'

type Decision = Body<typeof contract.decideRework>

/**
 * The advisor says whether a suspected come-back is the same problem, and why; until the owner has agreed to a quote again, then the
 * last word counts. Throws `workorder.wrong_state` where nothing is suspected.
 */
export async function decideRework(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Decision,
): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.quote', workorderId)
  const { requestId, version: seen, isSame, reason } = body
  return carryOut(app, { workorderId, command: 'decideRework', actor, requestId, seen, reason }, async (tx, before) => {
    if (before.suspectedOf === null) throw new AppError('workorder.wrong_state')
    await noteDecision(app, tx, actor, before, body)
    return { isSameFault: isSame, reworkReason: reason, reworkOf: isSame ? before.suspectedOf : null }
  })
}

/** An owner hears what is better for them, and what was said before and does not hold any more. */
async function noteDecision(app: App, tx: Tx, by: StaffActor, before: Workorder, { isSame, reason }: Decision) {
  const staff = isSame ? `判定为返修（同一故障）：${reason}` : `判定不是返修：${reason}`
  const taken = before.isSameFault === true ? '复核后，本次不按返修处理' : null
  const owner = isSame ? '本次按返修处理，优先安排' : taken
  await note(app, tx, before.id, { kind: 'rework_decided', by, staff, owner })
}
