import type { Body, workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { addTodo, closeTodos, findTechnicians } from '../store'
import { announceWorkorder } from './announcing'
import { isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { JobLine } from './job.entity'
import { assertMine } from './own-jobs.queries'
import { requireReachableJob } from './reaching.service'
import type { Workorder } from './workorder.entity'

const occasionOf = (jobId: string): string => `help:${jobId}:`

const OPEN: readonly JobLine['state'][] = ['assigned', 'running', 'paused']

/**
 * A technician asks for technical support: whoever follows the workshop sees it at once, and the foreman has a to-do of it until
 * the job is finished. Throws `workorder.not_yours`.
 */
export async function askForHelp(
  app: App,
  by: StaffActor,
  jobId: string,
  { requestId, note: remark }: Body<typeof contract.askForHelp>,
): Promise<void> {
  const { workorderId, storeId, technicianIds } = await requireReachableJob(app, by, 'workorder.work', jobId)
  await assertMine(app, by, { storeId, technicianIds })
  await app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId, command: 'ask_for_help' })) return
    const job = await tx.findOne(JobLine, { id: jobId })
    if (!job) return
    const staff = `「${job.name}」请求技术支援${remark ? `：${remark}` : ''}`
    await note(app, tx, workorderId, { kind: 'help', by, staff, owner: null })
    // A phone that was without a network may ask after the job was finished.
    if (OPEN.includes(job.state)) {
      const title = `「${job.name}」请求技术支援`
      const names = (await findTechnicians(tx, job.technicianIds)).map(({ name }) => name).join('、')
      const body = `${workorder.number} ${names}：${remark || '请到工位查看'}`
      const todo = { kind: 'help', dedupe: `${occasionOf(jobId)}${requestId}`, subjectId: workorderId } as const
      await addTodo(tx, app.clock.now(), storeId, { ...todo, title: title.slice(0, MAX_TITLE), body })
    }
    announceWorkorder(tx, workorder, 'help')
  })
}

const MAX_TITLE = 60

/** Nobody has to help any more: this job is finished, or all of the visit are over. */
export const endHelp = (app: App, tx: Tx, { id, storeId }: Workorder, jobId?: string): Promise<void> =>
  closeTodos(tx, app.clock.now(), {
    ...{ kind: 'help', storeId, subjectId: id },
    ...(jobId ? { begins: occasionOf(jobId) } : {}),
  })
