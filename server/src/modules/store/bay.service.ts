import type { resources } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { Bay } from './store.entity'
import { verbOf, type Written } from './written'

type Of<K extends resources.RosterChange['kind']> = Extract<resources.RosterChange, { kind: K }>

async function addBay(tx: Tx, storeId: string, { name, type }: Of<'add_bay'>): Promise<Written> {
  const id = newId()
  await tx.insert(Bay, { id, storeId, name, type, isActive: true })
  return { action: 'store.add_bay', subject: { type: 'bay', id }, after: { name, type, isActive: true } }
}

async function changeBay(tx: Tx, storeId: string, { bayId: id, name, type, isActive }: Of<'change_bay'>) {
  const bay = await tx.findOne(Bay, { id, storeId })
  if (!bay) throw new AppError('store.bay_not_found')
  await tx.update(Bay, { id }, { name, type, isActive })
  const written: Written = {
    ...{ action: `store.${verbOf(bay.isActive, isActive)}_bay`, subject: { type: 'bay', id } },
    before: { name: bay.name, type: bay.type, isActive: bay.isActive },
    after: { name, type, isActive },
  }
  return written
}

/** How changes of bays are written: behind `claimResources`, after `requireChangeable`. */
export const bayWriters = { add_bay: addBay, change_bay: changeBay }
