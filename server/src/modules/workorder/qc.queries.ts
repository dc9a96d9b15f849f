import type { View, workorder as contract } from '@pitlane/contract'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { findJobs, findRuns, workersOf } from './job.queries'
import type { JobLine } from './job.entity'
import { isChecked, sheetOf, type SheetItem } from './qc-sheet'
import { QcRecord, type Workorder } from './workorder.entity'

/** What photos of a final check are kept with. */
export const QC = 'qc_record'

/** A car before its final check. */
export interface QcFacts {
  readonly jobs: readonly JobLine[]
  readonly workers: ReadonlySet<string>
  readonly sheet: readonly SheetItem[]
  readonly needsRoadTest: boolean
}

/** The final checks of a work order, the first one first. */
export const findChecks = (db: Reader, workorderId: string): Promise<QcRecord[]> =>
  db.find(QcRecord, { where: { workorderId }, order: { createdAt: 'ASC' } })

export async function readQcFacts(db: Reader, workorderId: string): Promise<QcFacts> {
  const jobs = await findJobs(db, workorderId)
  const runs = await findRuns(
    db,
    jobs.map(({ id }) => id),
  )
  return {
    ...{ jobs, workers: workersOf(jobs, runs), sheet: sheetOf(jobs, await findChecks(db, workorderId)) },
    needsRoadTest: jobs.some((job) => job.isSafety && isChecked(job)),
  }
}

/** 质检单 to be filled in. The caller answers for who may see it. */
export async function readQcSheet(app: App, workorder: Workorder): Promise<View<typeof contract.qcSheet>> {
  const { sheet, needsRoadTest } = await readQcFacts(app.db.read, workorder.id)
  return { version: workorder.version, items: [...sheet], needsRoadTest }
}
