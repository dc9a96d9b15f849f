import { In } from 'typeorm'
import type { Tx } from '../../platform/database'
import { PartLine } from './job.entity'
import { afterDropping } from './part-moves'

/**
 * The materials of jobs that are not done after all: what nobody has taken is not needed any more, and what was taken goes back.
 * Returns what has to be carried back.
 */
export async function dropParts(tx: Tx, jobIds: readonly string[]): Promise<PartLine[]> {
  const parts = jobIds.length === 0 ? [] : await tx.find(PartLine, { where: { jobId: In([...jobIds]) } })
  for (const { id, state, version } of parts) {
    const next = afterDropping(state)
    if (next !== state) await tx.update(PartLine, { id }, { state: next, etaAt: null, version: version + 1 })
  }
  return parts.filter(({ state }) => state === 'issued')
}
