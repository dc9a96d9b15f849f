import type { resources } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { findStaffNames } from '../identity'
import { daysOf } from './roster-after'
import { Bay, BayOutage } from './store.entity'
import { spanOf, verbOf, type Written } from './written'

type Of<K extends resources.RosterChange['kind']> = Extract<resources.RosterChange, { kind: K }>

const subjectOf = (id: string) => ({ type: 'bay' as const, id })

type Facts = Pick<Bay, 'name' | 'type' | 'isActive' | 'staffId'>

/** The log names the advisor: an id says nothing to whoever reads it. */
async function factsForLog(tx: Tx, { name, type, isActive, staffId }: Facts) {
  const advisor = staffId === null ? null : ((await findStaffNames(tx, [staffId])).get(staffId) ?? null)
  return { name, type, isActive, advisor }
}

async function addBay(tx: Tx, storeId: string, { name, type, staffId = null }: Of<'add_bay'>): Promise<Written> {
  const id = newId()
  const bay = { id, storeId, name, type, isActive: true, staffId }
  await tx.insert(Bay, bay)
  return { action: 'store.add_bay', subject: subjectOf(id), after: await factsForLog(tx, bay) }
}

async function changeBay(tx: Tx, storeId: string, change: Of<'change_bay'>): Promise<Written> {
  const { bayId: id, name, type, isActive } = change
  const bay = await tx.findOne(Bay, { id, storeId })
  if (!bay) throw new AppError('store.bay_not_found')
  const set = { name, type, isActive, staffId: change.staffId === undefined ? bay.staffId : change.staffId }
  await tx.update(Bay, { id }, set)
  return {
    ...{ action: `store.${verbOf(bay.isActive, isActive)}_bay`, subject: subjectOf(id) },
    ...{ before: await factsForLog(tx, bay), after: await factsForLog(tx, set) },
  }
}

async function addOutage(tx: Tx, _: string, outage: Of<'add_bay_outage'>): Promise<Written> {
  const { bayId, fromDay, toDay, reason } = outage
  const rows = daysOf(outage).map((day) => ({ id: newId(), bayId, day, ...spanOf(outage), reason }))
  await tx.insert(BayOutage, rows)
  return {
    ...{ action: 'store.add_bay_outage', subject: subjectOf(bayId) },
    after: { outage: { fromDay, toDay, ...spanOf(outage), reason } },
  }
}

async function removeOutage(tx: Tx, _: string, { bayId, outageId }: Of<'remove_bay_outage'>): Promise<Written> {
  const outage = await tx.findOne(BayOutage, { id: outageId, bayId })
  if (!outage) throw new AppError('store.outage_not_found')
  await tx.delete(BayOutage, { id: outageId })
  const { day, reason } = outage
  return {
    ...{ action: 'store.remove_bay_outage', subject: subjectOf(bayId) },
    before: { outage: { fromDay: day, toDay: day, ...spanOf(outage), reason } },
  }
}

/** How changes of bays are written: behind `claimResources`, after `requireChangeable`. */
export const bayWriters = {
  add_bay: addBay,
  change_bay: changeBay,
  add_bay_outage: addOutage,
  remove_bay_outage: removeOutage,
}
