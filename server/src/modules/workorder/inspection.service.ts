import { workorder, type Body } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { attach } from '../files'
import { lastMileage, noteMileage } from '../vehicle'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep } from './flow.service'
import { sayKm } from './job-words'
import { requireReachableWorkorder } from './reaching.service'
import { snapshotHash } from './snapshot.service'
import { Inspection, type Sheet, type Workorder } from './workorder.entity'

type Sheets = Body<typeof workorder.inspect>

/** What photos of the walk around the car, and the signature under it, are kept with. */
const INSPECTION = 'inspection'
const INSPECTION_SIGNATURE = 'inspection_sign'

/**
 * Writes down the walk around the car, signed or with the reason why not. Who takes the car in becomes its advisor. Throws
 * `workorder.mileage_lower`, `workorder.signature_missing`, `files.not_found`, `files.too_many`.
 */
export async function inspect(app: App, actor: StaffActor, workorderId: string, body: Sheets): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.inspect', workorderId)
  const { requestId, version: seen } = body
  return carryOut(app, { workorderId, command: 'inspect', actor, requestId, seen }, async (tx, before) => {
    assertComplete(body)
    await assertMileage(tx, before.vehicleId, body)
    await keepFiles(tx, actor, workorderId, body)
    const inspectedAt = app.clock.now()
    await tx.insert(Inspection, sheetOf(actor, workorderId, body, inspectedAt))
    await noteMileage(tx, before.vehicleId, body.mileageKm)
    await noteInspection(app, tx, workorderId, actor, body)
    const advisorId = before.advisorId ?? actor.staffId
    await completeStep(app, tx, before, {
      ...{ node: 'inspect', outcome: 'done', actor, photos: body.photoIds, vars: { advisor: advisorId } },
    })
    return { state: 'inspected', inspectedAt, advisorId, mileageKm: body.mileageKm }
  })
}

function assertComplete({ photoIds, signatureId, unsignedReason }: Sheets): void {
  if (new Set(photoIds).size < workorder.INSPECTION_PHOTOS)
    throw new AppError('request.invalid', { fields: [{ at: ['body.photoIds'], rule: 'too_small' }] })
  if (!signatureId && !unsignedReason) throw new AppError('workorder.signature_missing')
}

async function assertMileage(tx: Tx, vehicleId: string, { mileageKm, mileageReason }: Sheets): Promise<void> {
  const known = await lastMileage(tx, vehicleId)
  if (known !== null && mileageKm < known && !mileageReason) throw new AppError('workorder.mileage_lower', { known })
}

async function keepFiles(
  tx: Tx,
  { staffId }: StaffActor,
  id: string,
  { photoIds, signatureId }: Sheets,
): Promise<void> {
  const owner = { kind: 'staff', id: staffId } as const
  await attach(tx, { fileIds: photoIds, owner, subject: { type: INSPECTION, id, purpose: 'workshop' } })
  if (!signatureId) return
  await attach(tx, { fileIds: [signatureId], owner, subject: { type: INSPECTION_SIGNATURE, id, purpose: 'signature' } })
}

function sheetOf({ staffId }: StaffActor, workorderId: string, body: Sheets, signedAt: Date): Inspection {
  const { mileageKm, energyPercent, damages, dashLights, valuables, note: remark, photoIds } = body
  const sheet: Sheet = { mileageKm, energyPercent, damages, dashLights, valuables, note: remark, photoIds }
  const signed = {
    ...{ workorderId, sheet, mileageReason: body.mileageReason ?? null, signatureId: body.signatureId ?? null },
    ...{ unsignedReason: body.unsignedReason ?? null, signedAt },
  }
  return { ...signed, snapshotHash: snapshotHash(signed), byId: staffId, addenda: [] }
}

function noteInspection(app: App, tx: Tx, id: string, by: StaffActor, body: Sheets): Promise<string> {
  const seen = body.damages.length > 0 ? `，记录外观 ${body.damages.length} 处` : ''
  const text = `环检完成：里程 ${sayKm(body.mileageKm)}，油量/电量 ${body.energyPercent}%${seen}`
  const why = body.signatureId ? '' : `；未签字：${body.unsignedReason ?? ''}`
  return note(app, tx, id, { kind: 'inspected', by, staff: `${text}${why}`, owner: text })
}

/** A later remark on a signed sheet, which itself is never changed. */
export async function addAddendum(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Body<typeof workorder.addendum>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.inspect', workorderId)
  const { requestId, version: seen } = body
  return carryOut(app, { workorderId, command: 'addendum', actor, requestId, seen }, async (tx) => {
    const inspection = await tx.findOne(Inspection, { workorderId })
    if (!inspection) throw new AppError('workorder.wrong_state')
    const line = { note: body.note, byId: actor.staffId, at: app.clock.now().toISOString() }
    await tx.update(Inspection, { workorderId }, { addenda: [...inspection.addenda, line] })
    const text = `环检补充：${body.note}`
    await note(app, tx, workorderId, { kind: 'addendum', by: actor, staff: text, owner: text })
    return {}
  })
}
