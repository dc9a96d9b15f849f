import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, formatFen, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { faultOf } from './addon-decision'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep } from './flow.service'
import { isTooEarly, totalsOf } from './pricing'
import { requireReachableWorkorder } from './reaching.service'
import { isUndecided } from './rework'
import { snapshotHash } from './snapshot.service'
import { tellQuote } from './telling-quote.service'
import { Quote, type Workorder } from './workorder.entity'

type Order = Body<typeof contract.saveQuote>

/**
 * Writes a new version of the quote; with `send` the owner is asked. One that was sent before does not count any more. Throws
 * `workorder.no_labour`, `workorder.line_orphan`, `workorder.promise_too_early`, and `workorder.rework_undecided` before a suspected
 * come-back was decided.
 */
export async function saveQuote(app: App, actor: StaffActor, workorderId: string, body: Order): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.quote', workorderId)
  const { requestId, version: seen } = body
  return carryOut(app, { workorderId, command: 'saveQuote', actor, requestId, seen }, async (tx, before) => {
    if (isUndecided(before)) throw new AppError('workorder.rework_undecided')
    const quote = draft(app, actor, before, body)
    await tx.insert(Quote, quote)
    if (before.state === 'quoted') await completeStep(app, tx, before, { node: 'authorise', outcome: 'revised', actor })
    const patch = { quoteVersion: quote.version }
    if (!body.send) {
      await note(app, tx, workorderId, {
        kind: 'quote_saved',
        by: actor,
        staff: sayQuote('保存报价', quote),
        owner: null,
      })
      return { ...patch, state: 'inspected' }
    }
    await sendQuote(app, tx, actor, before, quote)
    const promise = { promisedAt: quote.promisedAt, firstPromisedAt: before.firstPromisedAt ?? quote.promisedAt }
    return { ...patch, ...promise, state: 'quoted', quotedAt: app.clock.now() }
  })
}

function draft(app: App, actor: StaffActor, { id, quoteVersion }: Workorder, body: Order): Quote {
  const fault = faultOf(body.lines)
  if (fault) throw new AppError(fault)
  const now = app.clock.now()
  const promisedAt = new Date(body.promisedAt)
  if (isTooEarly(promisedAt, now, body.lines)) throw new AppError('workorder.promise_too_early')
  const { totalFen } = totalsOf(body.lines)
  const agreed = {
    ...{ workorderId: id, version: quoteVersion + 1, quoteLines: body.lines, totalFen, promisedAt, note: body.note },
  }
  return {
    ...{ ...agreed, sentAt: body.send ? now : null, authorisedAt: null, method: null, proof: null },
    ...{ snapshotHash: snapshotHash(agreed), byId: actor.staffId, createdAt: now },
  }
}

/** Without what it costs, which not everybody in the workshop may read. */
const sayQuote = (what: string, { version }: Quote): string => `${what}第 ${version} 版`

async function sendQuote(app: App, tx: Tx, actor: StaffActor, workorder: Workorder, quote: Quote): Promise<void> {
  await completeStep(app, tx, workorder, { node: 'quote', outcome: 'done', actor })
  await note(app, tx, workorder.id, {
    ...{ kind: 'quoted', by: actor, staff: sayQuote('发送报价', quote) },
    owner: `报价单已发给您，合计 ${formatFen(quote.totalFen)}，请确认`,
  })
  await tellQuote(app, tx, workorder, quote)
}
