import type { resources } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { isDuplicate } from '../../platform/sql'
import { findStaffNames } from '../identity'
import { daysOf } from './roster-after'
import { Technician, TechnicianCertificate, TechnicianDayShift, TechnicianLeave, TechnicianShift } from './store.entity'
import { spanOf, verbOf, type Written } from './written'

type Of<K extends resources.RosterChange['kind']> = Extract<resources.RosterChange, { kind: K }>

const subjectOf = (id: string) => ({ type: 'technician' as const, id })

type Facts = Pick<Technician, 'name' | 'level' | 'skills' | 'isActive' | 'staffId'>

/** The log names the log-in: an id says nothing to whoever reads it. */
async function factsForLog(tx: Tx, { name, level, skills, isActive, staffId }: Facts) {
  const account = staffId === null ? null : ((await findStaffNames(tx, [staffId])).get(staffId) ?? null)
  return { name, level, skills, isActive, account }
}

async function addTechnician(tx: Tx, storeId: string, change: Of<'add_technician'>): Promise<Written> {
  const { name, level, skills, staffId = null } = change
  const id = newId()
  const person = { id, storeId, name, level, skills, isActive: true, staffId }
  if (staffId !== null) await requireUnlinked(tx, staffId, id)
  await tx.insert(Technician, person)
  return { action: 'store.add_technician', subject: subjectOf(id), after: await factsForLog(tx, person) }
}

async function changeTechnician(tx: Tx, storeId: string, change: Of<'change_technician'>): Promise<Written> {
  const { technicianId: id, name, level, skills, isActive } = change
  const known = await tx.findOne(Technician, { id, storeId })
  if (!known) throw new AppError('store.technician_not_found')
  const staffId = change.staffId === undefined ? known.staffId : change.staffId
  if (staffId !== null) await requireUnlinked(tx, staffId, id)
  const set = { name, level, skills, isActive, staffId }
  await tx.update(Technician, { id }, set)
  return {
    ...{ action: `store.${verbOf(known.isActive, isActive)}_technician`, subject: subjectOf(id) },
    ...{ before: await factsForLog(tx, known), after: await factsForLog(tx, set) },
  }
}

/** A log-in is one person. Two stores that link it in the same moment meet at `uk_technician_staff`. */
async function requireUnlinked(tx: Tx, staffId: string, technicianId: string): Promise<void> {
  const linked = await tx.findOne(Technician, { staffId })
  if (linked && linked.id !== technicianId) throw new AppError('store.staff_linked')
}

/** The log needs to tell certificates apart, not to spell them out. */
const certificateForLog = ({ kind, number, expiresOn }: { kind: string; number: string; expiresOn: string }) => ({
  ...{ kind, number: `****${number.slice(-4)}`, expiresOn },
})

async function putCertificates(tx: Tx, _: string, { technicianId, certificates }: Of<'put_certificates'>) {
  const before = await tx.find(TechnicianCertificate, { where: { technicianId }, order: { expiresOn: 'ASC' } })
  await tx.delete(TechnicianCertificate, { technicianId })
  for (const { kind, number, expiresOn } of certificates) {
    await tx
      .run('insert into technician_certificate (id, technician_id, kind, number, expires_on) values (?, ?, ?, ?, ?)', [
        ...[newId(), technicianId, kind, number, expiresOn],
      ])
      .catch((e: unknown) => {
        throw isDuplicate(e) ? new AppError('store.certificate_taken') : e
      })
  }
  const written: Written = {
    ...{ action: 'store.put_certificates', subject: subjectOf(technicianId) },
    before: { certificates: before.map(certificateForLog) },
    after: { certificates: certificates.map(certificateForLog) },
  }
  return written
}

async function putShifts(tx: Tx, _: string, { technicianId, shifts }: Of<'put_shifts'>): Promise<Written> {
  const before = await tx.find(TechnicianShift, {
    where: { technicianId },
    order: { weekday: 'ASC', startsMinute: 'ASC' },
  })
  await tx.delete(TechnicianShift, { technicianId })
  const rows = shifts.map(({ weekday, ...span }) => ({ id: newId(), technicianId, weekday, ...spanOf(span) }))
  if (rows.length > 0) await tx.insert(TechnicianShift, rows)
  return {
    ...{ action: 'store.put_shifts', subject: subjectOf(technicianId) },
    before: { shifts: before.map(({ weekday, ...span }) => ({ weekday, ...spanOf(span) })) },
    after: { shifts },
  }
}

async function putDayShifts(tx: Tx, _: string, { technicianId, day, spans }: Of<'put_day_shifts'>): Promise<Written> {
  const before = await tx.find(TechnicianDayShift, { where: { technicianId, day }, order: { startsMinute: 'ASC' } })
  await tx.delete(TechnicianDayShift, { technicianId, day })
  const rows = spans.map((span) => ({ id: newId(), technicianId, day, ...spanOf(span) }))
  if (rows.length > 0) await tx.insert(TechnicianDayShift, rows)
  return {
    ...{ action: 'store.put_day_shifts', subject: subjectOf(technicianId) },
    before: { dayShifts: before.map((span) => ({ day, ...spanOf(span) })) },
    after: { dayShifts: spans.map((span) => ({ day, ...spanOf(span) })) },
  }
}

async function addLeave(tx: Tx, _: string, leave: Of<'add_leave'>): Promise<Written> {
  const { technicianId, fromDay, toDay, reason } = leave
  const rows = daysOf(leave).map((day) => ({ id: newId(), technicianId, day, ...spanOf(leave), reason }))
  await tx.insert(TechnicianLeave, rows)
  return {
    ...{ action: 'store.add_leave', subject: subjectOf(technicianId) },
    after: { leave: { fromDay, toDay, ...spanOf(leave), reason } },
  }
}

async function removeLeave(tx: Tx, _: string, { technicianId, leaveId }: Of<'remove_leave'>): Promise<Written> {
  const leave = await tx.findOne(TechnicianLeave, { id: leaveId, technicianId })
  if (!leave) throw new AppError('store.leave_not_found')
  await tx.delete(TechnicianLeave, { id: leaveId })
  const { day, reason } = leave
  return {
    ...{ action: 'store.remove_leave', subject: subjectOf(technicianId) },
    before: { leave: { fromDay: day, toDay: day, ...spanOf(leave), reason } },
  }
}

/** How changes of people are written: behind `claimResources`, after `requireChangeable`. */
export const technicianWriters = {
  add_technician: addTechnician,
  change_technician: changeTechnician,
  put_certificates: putCertificates,
  put_shifts: putShifts,
  put_day_shifts: putDayShifts,
  add_leave: addLeave,
  remove_leave: removeLeave,
}
