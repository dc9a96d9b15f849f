import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { Bay, Technician } from './store.entity'

type Named = Pick<Technician, 'id' | 'storeId' | 'name' | 'level' | 'staffId'>

/** Technicians by id, also those who have left: what they did keeps their names. */
export const findTechnicians = (db: Reader, ids: readonly string[]): Promise<Named[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.find(Technician, { where: { id: In([...new Set(ids)]) } })

/** The technicians that a log-in stands for, one per store. */
export const techniciansOfStaff = (db: Reader, staffId: string): Promise<Named[]> =>
  db.find(Technician, { where: { staffId, isActive: true } })

/** Bays by id, also those out of use. */
export const findBays = (db: Reader, ids: readonly string[]): Promise<Pick<Bay, 'id' | 'name' | 'type'>[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.find(Bay, { where: { id: In([...new Set(ids)]) } })
