import type { Body, mobility as contract } from '@pitlane/contract'
import { addDays, AppError, type AuditActor, type CustomerActor, type Day, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { isDuplicate } from '../../platform/sql'
import { passGate } from '../store'
import { announceOrder } from './announcing'
import { claimsOf } from './claiming'
import { isCarFree } from './free.queries'
import { requireOwnLoaner } from './loaner.queries'
import { refusalOf } from './loaner-states'
import { Loaner, LoanerCar, MobilityClaim } from './mobility.entity'
import { requireReachableLoaner } from './reaching.service'
import { daySpans } from './trip-time'

type Step = contract.LoanerStep
type Of<K extends Step['kind']> = Extract<Step, { kind: K }>

/** A car is not lent for longer than this. */
const MOST_DAYS = 30

/** Throws `mobility.licence_invalid`. */
function check(loaner: Loaner, { validUntil }: Of<'check'>): Partial<Loaner> {
  if (validUntil < loaner.untilDay) throw new AppError('mobility.licence_invalid')
  return { state: 'checked', licenceUntil: validUntil }
}

/** Throws `mobility.licence_invalid` and `mobility.mileage_back`; the database refuses a car that is out (`uk_loaner_out`). */
async function handOut(app: App, tx: Tx, loaner: Loaner, step: Of<'hand_out'>): Promise<Partial<Loaner>> {
  const { mileageKm, energyPercent, note } = step
  if ((loaner.licenceUntil ?? '') < loaner.untilDay) throw new AppError('mobility.licence_invalid')
  await putOdometer(tx, loaner.carId, mileageKm)
  const facts = { outMileageKm: mileageKm, outEnergyPercent: energyPercent, outNote: note, outAt: app.clock.now() }
  return { state: 'out', outKey: loaner.carId, ...facts }
}

async function takeBack(app: App, tx: Tx, loaner: Loaner, step: Of<'take_back'>): Promise<Partial<Loaner>> {
  const { mileageKm, energyPercent, note, extraNote } = step
  await putOdometer(tx, loaner.carId, mileageKm)
  const facts = { inMileageKm: mileageKm, inEnergyPercent: energyPercent, inNote: note, inAt: app.clock.now() }
  return { state: 'returned', outKey: null, liveKey: null, ...facts, extraNote: extraNote || null }
}

/** An odometer only goes up. Throws `mobility.mileage_back`. */
async function putOdometer(tx: Tx, carId: string, mileageKm: number): Promise<void> {
  const matched = await tx.run('update loaner_car set odometer_km = ? where id = ? and odometer_km <= ?', [
    ...[mileageKm, carId, mileageKm],
  ])
  if (matched === 0) throw new AppError('mobility.mileage_back')
}

/** Gives the old cells back and takes others. Throws `mobility.car_taken`. */
async function seat(tx: Tx, loaner: Loaner): Promise<void> {
  const { day, startsMinute, untilDay, endsMinute, carId } = loaner
  const spans = daySpans({ day, minute: startsMinute }, { day: untilDay, minute: endsMinute })
  if (!(await isCarFree(tx, carId, spans, loaner.id))) throw new AppError('mobility.car_taken')
  await tx.put('delete from mobility_claim where order_id = ?', [loaner.id])
  await tx.insert(MobilityClaim, claimsOf(carId, loaner, spans))
}

/** Another car for the same time. Throws `mobility.resource_not_found` and `mobility.car_taken`. */
async function swap(tx: Tx, loaner: Loaner, { carId }: Of<'swap'>): Promise<Partial<Loaner>> {
  const car = await tx.findOne(LoanerCar, { id: carId, storeId: loaner.storeId, isActive: true })
  if (!car) throw new AppError('mobility.resource_not_found')
  await seat(tx, { ...loaner, carId })
  return { carId }
}

/** Throws `mobility.extension_invalid`, `mobility.licence_invalid` and `mobility.car_taken`. */
async function extend(tx: Tx, loaner: Loaner, { untilDay, untilMinute }: Of<'extend'>): Promise<Partial<Loaner>> {
  const isLater = untilDay > loaner.untilDay || (untilDay === loaner.untilDay && untilMinute > loaner.endsMinute)
  if (!isLater || untilDay > addDays(loaner.day, MOST_DAYS)) throw new AppError('mobility.extension_invalid')
  if (loaner.licenceUntil !== null && loaner.licenceUntil < untilDay) throw new AppError('mobility.licence_invalid')
  const change = { untilDay, endsMinute: untilMinute }
  await seat(tx, { ...loaner, ...change })
  return change
}

async function changeOf(app: App, tx: Tx, loaner: Loaner, step: Step): Promise<Partial<Loaner>> {
  switch (step.kind) {
    case 'check':
      return check(loaner, step)
    case 'hand_out':
      return handOut(app, tx, loaner, step)
    case 'take_back':
      return takeBack(app, tx, loaner, step)
    case 'swap':
      return swap(tx, loaner, step)
    case 'extend':
      return extend(tx, loaner, step)
    case 'cancel':
      return { state: 'cancelled', liveKey: null, reason: step.reason }
  }
}

interface Order {
  readonly loaner: Loaner
  readonly by: AuditActor
  readonly seen: number
  readonly requestId?: string
}

/** Writes a step behind the gates of all its days, the earliest first, so that two never wait for each other. */
async function write(app: App, { loaner, by, seen, requestId }: Order, step: Step): Promise<Loaner> {
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    const lastDay = step.kind === 'extend' ? laterOf(loaner.untilDay, step.untilDay) : loaner.untilDay
    for (let day = loaner.day; day <= lastDay && day <= addDays(loaner.day, MOST_DAYS); day = addDays(day, 1))
      await passGate(tx, loaner.storeId, day)
    const change = await changeOf(app, tx, loaner, step)
    const set = { ...change, version: seen + 1, updatedAt: now }
    if ((await tx.update(Loaner, { id: loaner.id, version: seen }, set)) === 0)
      throw new AppError('mobility.state_changed')
    const written = { ...loaner, ...set }
    if (written.liveKey === null) await tx.put('delete from mobility_claim where order_id = ?', [loaner.id])
    await audit(tx, now, {
      ...{ actor: by, action: `mobility.loaner_${step.kind}`, subject: { type: 'loaner', id: loaner.id }, requestId },
      ...{ storeId: loaner.storeId, reason: change.reason ?? undefined },
      ...{ before: plain(loaner), after: plain(written) },
    })
    announceOrder(tx, loaner, 'loaner')
    return written
  })
}

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

/** What may stand in the log. */
const plain = ({ state, carId, untilDay, endsMinute, licenceUntil, outMileageKm, inMileageKm }: Loaner) => ({
  ...{ state, carId, untilDay, endsMinute, licenceUntil, outMileageKm, inMileageKm },
})

function assertStep(loaner: Loaner, seen: number, kind: Step['kind']): void {
  if (loaner.version !== seen) throw new AppError('mobility.state_changed')
  const reason = refusalOf(loaner.state, kind)
  if (reason) throw new AppError('mobility.step_refused', { reason })
}

/** A colleague does something about a loaner car. */
export async function stepLoaner(
  app: App,
  actor: StaffActor,
  at: { readonly loanerId: string; readonly requestId: string },
  { version: seen, step }: Body<typeof contract.stepLoaner>,
): Promise<Loaner> {
  const loaner = await requireReachableLoaner(app, actor, at.loanerId)
  assertStep(loaner, seen, step.kind)
  try {
    return await write(app, { loaner, by: actor, seen, requestId: at.requestId }, step)
  } catch (e) {
    throw isDuplicate(e, 'uk_loaner_out|loaner.out_key') ? new AppError('mobility.car_out') : e
  }
}

/** The owner does without a loaner car that was not handed out. A repeat changes nothing. */
export async function cancelLoaner(app: App, actor: CustomerActor, loanerId: string, seen: number): Promise<Loaner> {
  const loaner = await requireOwnLoaner(app.db.read, actor.customerId, loanerId)
  if (loaner.state === 'cancelled') return loaner
  assertStep(loaner, seen, 'cancel')
  return write(app, { loaner, by: actor, seen }, { kind: 'cancel', reason: '车主在小程序取消' })
}
