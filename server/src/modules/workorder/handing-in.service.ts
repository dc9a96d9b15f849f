import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { endWork } from './floor.service'
import { completeStep, hasStep } from './flow.service'
import { endHelp } from './help.service'
import type { JobLine } from './job.entity'
import type { Working } from './runs.service'
import type { Workorder } from './workorder.entity'

/**
 * Whether a colleague looks at a job before it is done (互检): brakes, steering and high voltage, and all jobs of a visit that does a
 * repair again. The flow of the visit decides whether there is such a step at all.
 */
async function isCheckDue(app: App, tx: Tx, workorder: Workorder, { isSafety }: JobLine): Promise<boolean> {
  if (!isSafety && workorder.reworkOf === null) return false
  return hasStep(app, tx, workorder, { node: 'crossCheck', outcome: 'done' })
}

interface HandIn {
  readonly actor: AuditActor
  readonly photos: readonly string[]
}

/** The work on a job is over: it waits for its check, or is done; the last one that is done ends the work. */
export async function handIn(
  app: App,
  { tx, workorder, job, at }: Working,
  { actor, photos }: HandIn,
): Promise<Partial<JobLine>> {
  const needsCheck = await isCheckDue(app, tx, workorder, job)
  const vars = { needsCheck }
  await completeStep(app, tx, workorder, { node: 'repair', item: job.id, outcome: 'done', actor, photos, vars })
  await endHelp(app, tx, workorder, job.id)
  if (needsCheck) return { state: 'checking', doneAt: at }
  await endWork(app, tx, workorder, job.id)
  return { state: 'done', doneAt: at }
}
