import { mobility as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { attach } from '../files'
import { announceOrder } from './announcing'
import { claimsOf } from './claiming'
import { isDriverFree } from './free.queries'
import { Driver, MobilityClaim, type Trip } from './mobility.entity'
import { TRIP } from './photos.queries'
import { TRIP_CODE, TRIP_CONSENT, TRIP_RECEIVER } from './sealing'
import { isOnDuty } from './trip-time'

type Step = contract.TripStep
type Of<K extends Step['to']> = Extract<Step, { to: K }>

/** After so many wrong tries only a signature hands the car back. */
const CODE_TRIES = 5

/** Puts a driver on a trip, behind the gate of its day. Throws `mobility.resource_not_found` and `mobility.driver_taken`. */
async function assign(tx: Tx, trip: Trip, { driverId, plannedKm }: Of<'assigned'>): Promise<Partial<Trip>> {
  const driver = await tx.findOne(Driver, { id: driverId, storeId: trip.storeId, isActive: true })
  if (!driver) throw new AppError('mobility.resource_not_found')
  const isFree = isOnDuty(driver.week, trip.day, trip) && (await isDriverFree(tx, driverId, trip))
  if (!isFree) throw new AppError('mobility.driver_taken')
  await tx.put('delete from mobility_claim where order_id = ?', [trip.id])
  await tx.insert(MobilityClaim, claimsOf(driverId, trip, [trip]))
  return { driverId, plannedKm, reason: null }
}

const consentOf = (app: App, consentName: string | undefined): Partial<Trip> =>
  consentName === undefined
    ? {}
    : {
        ...{ consentBy: 'name', consentAt: app.clock.now() },
        consentNameSealed: app.vault.seal(TRIP_CONSENT, consentName),
      }

/**
 * What the car looks like before it is driven away, with photos that this colleague has sent. Throws `mobility.photos_missing`,
 * and `files.not_found` for photos that somebody else has sent, or that are kept with another trip.
 */
async function inspect(app: App, tx: Tx, { trip, by }: Taking, step: Of<'inspected'>): Promise<Partial<Trip>> {
  if (new Set(step.photoIds).size < contract.MIN_INSPECTION_PHOTOS) throw new AppError('mobility.photos_missing')
  const subject = { type: TRIP, id: trip.id, purpose: 'trip_condition' as const }
  await attach(tx, { fileIds: step.photoIds, owner: { kind: 'staff', id: by.staffId }, subject })
  const { mileageKm, energyPercent, conditionNote, valuablesNote, consentName } = step
  return { mileageKm, energyPercent, conditionNote, valuablesNote, ...consentOf(app, consentName) }
}

/** A car does not leave its owner before they have agreed to what was seen on it. Throws `mobility.consent_missing`. */
function setOff(app: App, trip: Trip, { consentName }: Of<'en_route'>): Partial<Trip> {
  const isAgreed = trip.direction === 'return' || trip.consentAt !== null || consentName !== undefined
  if (!isAgreed) throw new AppError('mobility.consent_missing')
  return trip.consentAt ? {} : consentOf(app, consentName)
}

/** Throws `mobility.km_unexplained`. */
function arrive(app: App, trip: Trip, step: Of<'at_store'> | Of<'returned'>): Partial<Trip> {
  const { drivenKm, kmNote } = step
  const isTooFar = trip.plannedKm !== null && drivenKm > contract.allowedKm(trip.plannedKm)
  if (isTooFar && kmNote === '') throw new AppError('mobility.km_unexplained')
  const receiver = step.to === 'returned' ? step.receiverName : undefined
  return { drivenKm, kmNote: kmNote || null, receiverSealed: receiver ? app.vault.seal(TRIP_RECEIVER, receiver) : null }
}

/** A trip, and the colleague who writes down what happens on it. */
interface Taking {
  readonly trip: Trip
  readonly by: StaffActor
}

/** What a step changes besides the state. Throws what stands in its way. */
export async function changeOf(app: App, tx: Tx, taking: Taking, step: Step): Promise<Partial<Trip>> {
  const { trip } = taking
  switch (step.to) {
    case 'assigned':
      return assign(tx, trip, step)
    case 'arrived':
      return {}
    case 'inspected':
      return inspect(app, tx, taking, step)
    case 'en_route':
      return setOff(app, trip, step)
    case 'at_store':
    case 'returned':
      return arrive(app, trip, step)
    default:
      return { reason: step.reason }
  }
}

/**
 * Whoever takes the car over says the 交车码, or signs. A try is taken in the database before the code is compared, so that many
 * at once are no more than five; a right one is given back. Throws `mobility.receiver_missing` and `mobility.code_wrong`.
 */
export async function checkReceiver(app: App, trip: Trip, { code, receiverName }: Of<'returned'>): Promise<void> {
  if (receiverName !== undefined) return
  if (code === undefined) throw new AppError('mobility.receiver_missing')
  const isRight = trip.codeSealed !== null && app.vault.open(TRIP_CODE, trip.codeSealed) === code
  const isAccepted = await app.db.tx(async (tx) => {
    const sql = 'update trip set code_tries = code_tries + 1 where id = ? and code_tries < ?'
    const hasTry = (await tx.run(sql, [trip.id, CODE_TRIES])) > 0
    if (hasTry && isRight) await tx.put('update trip set code_tries = code_tries - 1 where id = ?', [trip.id])
    else announceOrder(tx, trip, 'trip')
    return hasTry && isRight
  })
  if (!isAccepted) throw new AppError('mobility.code_wrong')
}
