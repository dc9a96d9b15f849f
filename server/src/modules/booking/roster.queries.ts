import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { readRoster, type Roster } from '../store'
import { hintsOf } from './capacity-hints'

/** The roster of exactly this version, from memory or from `db`. */
export async function rosterOf(app: App, db: Reader, storeId: string, version: number): Promise<Roster> {
  const { rosters } = hintsOf(app)
  const now = app.clock.now().getTime()
  const hit = rosters.get(storeId, now)
  if (hit?.version === version) return hit
  const roster = await readRoster(db, storeId)
  rosters.put(storeId, roster, now)
  return roster
}
