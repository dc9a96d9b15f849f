import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, formatFen, type Actor, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { attach } from '../files'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep } from './flow.service'
import { makeJobs } from './job-making.service'
import { requireOwnWorkorder, requireReachableWorkorder } from './reaching.service'
import { Quote, type Proof, type Workorder } from './workorder.entity'

/** What the signature under a quote is kept with. */
const QUOTE_SIGNATURE = 'quote_sign'

/** The latest version, if it is this one and was sent. Throws `workorder.quote_changed`. */
async function requireLatest(tx: Tx, { id, quoteVersion }: Workorder, seen: number): Promise<Quote> {
  const quote = seen === quoteVersion ? await tx.findOne(Quote, { workorderId: id, version: seen }) : undefined
  if (!quote?.sentAt) throw new AppError('workorder.quote_changed')
  return quote
}

interface Agreed {
  readonly workorder: Workorder
  readonly quote: Quote
}

type Agreement = Pick<Proof, 'method' | 'address' | 'note' | 'signatureId'>

/** The owner has agreed: the proof is kept, lines become jobs and materials, and the work can be dispatched. */
async function agree(app: App, tx: Tx, { workorder, quote }: Agreed, actor: Actor, how: Agreement) {
  const authorisedAt = app.clock.now()
  const by =
    actor.kind === 'customer' ? { kind: actor.kind, id: actor.customerId } : { kind: actor.kind, id: actor.staffId }
  const proof: Proof = { ...how, by, at: authorisedAt.toISOString() }
  await tx.update(
    Quote,
    { workorderId: workorder.id, version: quote.version },
    { authorisedAt, method: how.method, proof },
  )
  const jobs = await makeJobs(tx, workorder, { lines: quote.quoteLines, addonId: null })
  const vars = { jobs: jobs.map(({ id }) => id) }
  await completeStep(app, tx, workorder, { node: 'authorise', outcome: 'done', actor, vars })
  const text = `同意报价，合计 ${formatFen(quote.totalFen)}`
  const owner = actor.kind === 'customer' ? `您已${text}` : `已登记您${text}`
  // What it costs stands in the quote, for those who may read it.
  const staff = `客户同意第 ${quote.version} 版报价`
  await note(app, tx, workorder.id, { kind: 'authorised', by: actor, staff, owner })
  return { state: 'authorised', authorisedAt } as const
}

/**
 * Staff note that the owner agreed on paper or by a recorded call. Throws `workorder.quote_changed`, `workorder.signature_missing`,
 * `files.not_found`.
 */
export async function authorise(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Body<typeof contract.authorise>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.quote', workorderId)
  const { requestId, version: seen, method, note: remark } = body
  return carryOut(app, { workorderId, command: 'authorise', actor, requestId, seen }, async (tx, before) => {
    const quote = await requireLatest(tx, before, body.quoteVersion)
    const signatureId = method === 'signature' ? await keepSignature(tx, actor, workorderId, body.signatureId) : null
    return agree(app, tx, { workorder: before, quote }, actor, { method, address: null, note: remark, signatureId })
  })
}

async function keepSignature(tx: Tx, { staffId }: StaffActor, id: string, fileId: string | undefined): Promise<string> {
  if (!fileId) throw new AppError('workorder.signature_missing')
  const subject = { type: QUOTE_SIGNATURE, id, purpose: 'signature' } as const
  await attach(tx, { fileIds: [fileId], owner: { kind: 'staff', id: staffId }, subject })
  return fileId
}

/**
 * The owner agrees in the app to what was shown. Agreeing again to the same quote changes nothing. Throws `workorder.quote_changed`
 * for any other version or content.
 */
export async function ownerAuthorise(
  app: App,
  actor: CustomerActor,
  workorderId: string,
  body: Body<typeof contract.ownerAuthorise> & { readonly address: string },
): Promise<Workorder> {
  const { requestId, quoteVersion, snapshotHash, address } = body
  const known = await requireOwnWorkorder(app.db.read, actor.customerId, workorderId)
  const agreed = await app.db.read.findOne(Quote, { workorderId, version: quoteVersion })
  if (agreed?.authorisedAt && agreed.snapshotHash === snapshotHash) return known
  try {
    return await carryOut(app, { workorderId, command: 'authorise', actor, requestId }, async (tx, before) => {
      const quote = await requireLatest(tx, before, quoteVersion)
      if (quote.snapshotHash !== snapshotHash) throw new AppError('workorder.quote_changed')
      return agree(app, tx, { workorder: before, quote }, actor, {
        method: 'app',
        address,
        note: '',
        signatureId: null,
      })
    })
  } catch (e) {
    // A second tap that came while the first was on its way.
    const now = await app.db.read.findOne(Quote, { workorderId, version: quoteVersion, snapshotHash })
    if (now?.authorisedAt) return requireOwnWorkorder(app.db.read, actor.customerId, workorderId)
    throw e
  }
}
