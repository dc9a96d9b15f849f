import { isAppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { JobDead } from '../../platform/platform-tables'
import { Like, MoreThan } from 'typeorm'
import { command } from './process.service'

const PAGE = 500

/**
 * Turns effects that their listener has given up on into incidents of their flows, once each. Answers with how many it looked at.
 */
export async function reportDeadEffects(app: App): Promise<number> {
  let seen = 0
  for (let after = ''; ;) {
    const where = { kind: Like('on:%'), id: MoreThan(after) }
    const dead = await app.db.read.find(JobDead, { where, order: { id: 'ASC' }, take: PAGE })
    for (const job of dead) if (job.payload['type'] === 'flow.effect') await report(app, job)
    seen += dead.length
    after = dead.at(-1)?.id ?? ''
    if (dead.length < PAGE) return seen
  }
}

async function report(app: App, { id, payload, error }: JobDead): Promise<void> {
  const { instanceId, dedupe } = payload
  const by = { actor: { kind: 'system', name: 'outbox' }, requestId: `dead:${id}` } as const
  const failed = { type: 'effectFailed', dedupe: String(dedupe), error } as const
  await app.db
    .tx((tx) => command(app, tx, String(instanceId), failed, by))
    .catch((e: unknown) => {
      if (!isAppError(e)) throw e
      app.log.warn({ job: id, code: e.code }, 'a dead effect belongs to no flow')
    })
}
