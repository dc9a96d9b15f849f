import type { Day } from '@pitlane/kernel'

/** Thirty codes from 2010 on, then anew (GB 16735). */
const CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789'
const FIRST = 1980

/** The model year that the tenth place of a VIN says: the last one that is not after next year. */
export function modelYear(vin: string, today: Day): number | undefined {
  const at = vin.length === 17 ? CODES.indexOf(vin.charAt(9).toUpperCase()) : -1
  if (at < 0) return undefined
  const latest = Number(today.slice(0, 4)) + 1
  const first = FIRST + at
  return first + Math.floor((latest - first) / CODES.length) * CODES.length
}
