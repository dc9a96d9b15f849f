import type { View, workorder as contract } from '@pitlane/contract'
import type { Reader } from '../../platform/database'
import { eventsOf } from '../process'
import type { StepNode } from './after-sales.flow'
import { findChecks } from './qc.queries'
import { hasFailed } from './qc-sheet'
import type { Workorder } from './workorder.entity'

type Returned = NonNullable<View<typeof contract.myWork>['places'][number]['jobs'][number]['returned']>

interface Failed extends Returned {
  readonly at: number
}

/** What the last check that a job failed says of it: that of a colleague, or the final one. */
export async function readReturn(db: Reader, workorder: Workorder, jobId: string): Promise<Returned | null> {
  const failed = [...(await finalChecks(db, workorder, jobId)), ...(await crossChecks(db, workorder, jobId))]
  const last = failed.sort((a, b) => a.at - b.at).at(-1)
  return last ? { reason: last.reason, points: last.points } : null
}

async function finalChecks(db: Reader, { id }: Workorder, jobId: string): Promise<Failed[]> {
  return (await findChecks(db, id)).flatMap(({ createdAt, reason, items }) => {
    const failed = items.filter((item) => item.jobId === jobId && hasFailed(item))
    const points = failed.map(({ title, note }) => (note ? `${title}（${note}）` : title))
    return failed.length > 0 ? [{ at: createdAt.getTime(), reason, points }] : []
  })
}

const CROSS_CHECK: StepNode = 'crossCheck'

/** The history of the flow keeps why a colleague sent a job back. */
async function crossChecks(db: Reader, { flowId }: Workorder, jobId: string): Promise<Failed[]> {
  const events = flowId === null ? [] : await eventsOf(db, flowId)
  return events
    .filter(({ type, node, item }) => type === 'taskSigned' && node === CROSS_CHECK && item === jobId)
    .filter(({ data }) => data['outcome'] === 'rejected')
    .map(({ at, data }) => ({ at, reason: String((data['proof'] as { reason?: string }).reason ?? ''), points: [] }))
}
