import type { resources as contract } from '@pitlane/contract'
import { addDays, AppError, type Day } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { warningOf } from './certificate-warning'
import { daysOf } from './roster-after'
import {
  Bay,
  Technician,
  TechnicianCertificate,
  TechnicianDayShift,
  TechnicianLeave,
  TechnicianShift,
  type Store,
} from './store.entity'

/** How far ahead leave and single days can be written down. */
const PLAN_DAYS = 90

/** Everything a store has to work with, retired bays and people included, with leave and single days from `today` on. */
export async function readResources(db: Reader, store: Store, today: Day): Promise<contract.ResourcesView> {
  const bays = await db.find(Bay, { where: { storeId: store.id }, order: { name: 'ASC' } })
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
    bays,
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

function requirePlannable(today: Day, ...days: readonly Day[]): void {
  const last = addDays(today, PLAN_DAYS)
  if (days.some((day) => day < today || day > last)) throw new AppError('store.leave_past')
}

async function requireNoLeave(db: Reader, leave: Extract<contract.RosterChange, { kind: 'add_leave' }>): Promise<void> {
  const others = await db.find(TechnicianLeave, {
    where: { technicianId: leave.technicianId, day: In(daysOf(leave)) },
  })
  const isTaken = others.some((o) => o.startsMinute < leave.endsMinute && leave.startsMinute < o.endsMinute)
  if (isTaken) throw new AppError('store.leave_overlaps')
}

async function requireTechnician(db: Reader, storeId: string, technicianId: string): Promise<void> {
  if ((await db.count(Technician, { id: technicianId, storeId })) === 0)
    throw new AppError('store.technician_not_found')
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
  if ('technicianId' in change) await requireTechnician(db, storeId, change.technicianId)
  if (change.kind === 'add_bay') await requireFreeName(db, storeId, change.name)
  if (change.kind === 'change_bay') {
    await requireBay(db, storeId, change.bayId)
    await requireFreeName(db, storeId, change.name, change.bayId)
  }
  if (change.kind === 'put_day_shifts') requirePlannable(today, change.day)
  if (change.kind === 'add_leave') {
    requirePlannable(today, change.fromDay, change.toDay)
    await requireNoLeave(db, change)
  }
  if (change.kind === 'remove_leave') {
    const { leaveId: id, technicianId } = change
    if ((await db.count(TechnicianLeave, { id, technicianId })) === 0) throw new AppError('store.leave_not_found')
  }
}
