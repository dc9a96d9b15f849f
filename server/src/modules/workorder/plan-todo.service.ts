import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { addTodo, closeTodos } from '../store'
import type { JobLine } from './job.entity'
import type { Workorder } from './workorder.entity'

const MAX_TITLE = 60

const occasionOf = (jobId: string): string => `plan:${jobId}`

/** The foreman has to find a place for a job that the plan has none for; once for each time it waits for somebody. */
export const askForPlace = (app: App, tx: Tx, { id, storeId, number }: Workorder, job: JobLine): Promise<void> =>
  addTodo(tx, app.clock.now(), storeId, {
    ...{ kind: 'plan', dedupe: `${occasionOf(job.id)}:${job.version}`, subjectId: id },
    title: `「${job.name}」排不进计划`.slice(0, MAX_TITLE),
    body: `${number} 增项需施工 ${job.plannedMinutes} 分钟，近几日没有合适的工位和技师。请在派工台安排，来不及请告知服务顾问改约交车时间。`,
  })

/** Somebody does it now, or nobody has to: this job, or all of the visit. */
export const endPlace = (app: App, tx: Tx, { id, storeId }: Workorder, jobId?: string): Promise<void> =>
  closeTodos(tx, app.clock.now(), {
    ...{ kind: 'plan', storeId, subjectId: id },
    ...(jobId ? { begins: occasionOf(jobId) } : {}),
  })
