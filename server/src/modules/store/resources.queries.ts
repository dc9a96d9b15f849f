import type { resources as contract } from '@pitlane/contract'
import { addDays, AppError, type Day } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { listColleagues } from '../identity'
import { warningOf } from './certificate-warning'
import { daysOf } from './roster-after'
import { placeOf } from './store.queries'
import {
  Bay,
  BayOutage,
  Store,
  Technician,
  TechnicianCertificate,
  TechnicianDayShift,
  TechnicianLeave,
  TechnicianShift,
} from './store.entity'

type Of<K extends contract.RosterChange['kind']> = Extract<contract.RosterChange, { kind: K }>

/** How far ahead leave and single days can be written down. */
const PLAN_DAYS = 90

/** Everything a store has to work with, retired bays and people included, with leave and single days from `today` on. */
export async function readResources(db: Reader, store: Store, today: Day): Promise<contract.ResourcesView> {
  const bays = await db.find(Bay, { where: { storeId: store.id }, order: { name: 'ASC' } })
  const outages = await db.find(BayOutage, {
    where: { bayId: In(bays.map(({ id }) => id)), day: MoreThanOrEqual(today) },
    order: { day: 'ASC', startsMinute: 'ASC' },
  })
  const technicians = await db.find(Technician, { where: { storeId: store.id }, order: { id: 'ASC' } })
  const mine = { technicianId: In(technicians.map(({ id }) => id)) }
  const coming = { ...mine, day: MoreThanOrEqual(today) }
  const certificates = await db.find(TechnicianCertificate, { where: mine, order: { expiresOn: 'ASC' } })
  const shifts = await db.find(TechnicianShift, { where: mine, order: { weekday: 'ASC', startsMinute: 'ASC' } })
  const dayShifts = await db.find(TechnicianDayShift, { where: coming, order: { day: 'ASC', startsMinute: 'ASC' } })
  const leaves = await db.find(TechnicianLeave, { where: coming, order: { day: 'ASC', startsMinute: 'ASC' } })
  const of = <T extends { technicianId: string }>(rows: T[], id: string) => rows.filter((r) => r.technicianId === id)
  return {
    version: store.rosterVersion,
    bays: bays.map((bay) => ({ ...bay, outages: outages.filter(({ bayId }) => bayId === bay.id) })),
    technicians: technicians.map((technician) => ({
      ...technician,
      certificates: of(certificates, technician.id).map((certificate) => ({
        ...certificate,
        ...warningOf(certificate.expiresOn, today),
      })),
      ...{ shifts: of(shifts, technician.id), dayShifts: of(dayShifts, technician.id) },
      leaves: of(leaves, technician.id),
    })),
  }
}

async function requireBay(db: Reader, storeId: string, bayId: string): Promise<void> {
  if ((await db.count(Bay, { id: bayId, storeId })) === 0) throw new AppError('store.bay_not_found')
}

async function requireFreeName(db: Reader, storeId: string, name: string, bayId?: string): Promise<void> {
  const namesake = await db.findOne(Bay, { storeId, name })
  if (namesake && namesake.id !== bayId) throw new AppError('store.bay_name_taken')
}

const isPlannable = (today: Day, ...days: readonly Day[]): boolean =>
  days.every((day) => day >= today && day <= addDays(today, PLAN_DAYS))

interface Hours {
  readonly startsMinute: number
  readonly endsMinute: number
}

const meets = (a: Hours) => (b: Hours) => a.startsMinute < b.endsMinute && b.startsMinute < a.endsMinute

async function requireNoLeave(db: Reader, leave: Of<'add_leave'>): Promise<void> {
  const { technicianId } = leave
  const others = await db.find(TechnicianLeave, { where: { technicianId, day: In(daysOf(leave)) } })
  if (others.some(meets(leave))) throw new AppError('store.leave_overlaps')
}

async function requireWorking(db: Reader, outage: Of<'add_bay_outage'>): Promise<void> {
  const others = await db.find(BayOutage, { where: { bayId: outage.bayId, day: In(daysOf(outage)) } })
  if (others.some(meets(outage))) throw new AppError('store.outage_overlaps')
}

async function requireColleague(db: Reader, storeId: string, staffId: string): Promise<void> {
  const store = await db.findOne(Store, { id: storeId })
  const colleagues = store ? await listColleagues(db, placeOf(store)) : []
  if (!colleagues.some(({ id }) => id === staffId)) throw new AppError('store.staff_not_here')
}

async function requireTechnician(db: Reader, storeId: string, technicianId: string): Promise<void> {
  if ((await db.count(Technician, { id: technicianId, storeId })) === 0)
    throw new AppError('store.technician_not_found')
}

type Check<K extends contract.RosterChange['kind']> = (
  db: Reader,
  at: { readonly storeId: string; readonly today: Day },
  change: Of<K>,
) => Promise<void> | void

/** What is asked of a change beyond its bay, its technician and its colleague, which must be this store's. */
const checks: { readonly [K in contract.RosterChange['kind']]?: Check<K> } = {
  add_bay: (db, { storeId }, { name }) => requireFreeName(db, storeId, name),
  change_bay: (db, { storeId }, { name, bayId }) => requireFreeName(db, storeId, name, bayId),
  add_bay_outage: (db, { today }, outage) => {
    if (!isPlannable(today, outage.fromDay, outage.toDay)) throw new AppError('store.outage_past')
    return requireWorking(db, outage)
  },
  remove_bay_outage: async (db, _, { bayId, outageId: id }) => {
    if ((await db.count(BayOutage, { id, bayId })) === 0) throw new AppError('store.outage_not_found')
  },
  put_day_shifts: (_, { today }, { day }) => {
    if (!isPlannable(today, day)) throw new AppError('store.leave_past')
  },
  add_leave: (db, { today }, leave) => {
    if (!isPlannable(today, leave.fromDay, leave.toDay)) throw new AppError('store.leave_past')
    return requireNoLeave(db, leave)
  },
  remove_leave: async (db, _, { leaveId: id, technicianId }) => {
    if ((await db.count(TechnicianLeave, { id, technicianId })) === 0) throw new AppError('store.leave_not_found')
  },
}

/**
 * Refuses a change that points at nothing of this store, or that cannot be written. Behind {@link claimResources} the
 * answer holds until the commit.
 */
export async function requireChangeable(
  db: Reader,
  storeId: string,
  today: Day,
  change: contract.RosterChange,
): Promise<void> {
  if ('bayId' in change) await requireBay(db, storeId, change.bayId)
  if ('technicianId' in change) await requireTechnician(db, storeId, change.technicianId)
  if ('staffId' in change && change.staffId) await requireColleague(db, storeId, change.staffId)
  await (checks[change.kind] as Check<never> | undefined)?.(db, { storeId, today }, change as never)
}
