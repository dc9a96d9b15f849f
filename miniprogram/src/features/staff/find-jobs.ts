import { formatPlate, type workorder } from '@pitlane/contract'
import { text } from './staff.text'

interface Findable {
  readonly plate: string
  readonly vinTail: string | null
}

export type Task = workorder.MyWork['jobs'][number]
/** A colleague's job that waits for a look (互检). */
export type Check = workorder.MyWork['checks'][number]
/** A car that waits for its final check. */
export type QcCar = workorder.MyWork['qc'][number]

/** A new car may have none yet. */
export const sayPlate = (plate: string): string => (plate ? formatPlate(plate) : text.work.noPlate)

const VIN_TAIL = 6

/** Without what people put between the characters of a plate. */
const plain = (words: string): string => words.replace(/[\s·.\-—]/g, '').toUpperCase()

/** A scanned VIN may come with what manufacturers print around it. */
function vinIn(words: string): string | undefined {
  return /[A-HJ-NPR-Z0-9]{17}/.exec(words)?.[0]
}

/** Whether what was typed or scanned means this car: a part of its plate, its VIN, or the end of that. */
export function isOf({ plate, vinTail }: Findable, typed: string): boolean {
  const words = plain(typed)
  if (words === '') return true
  if (plain(plate).includes(words)) return true
  if (!vinTail) return false
  const vin = vinIn(words)
  return vin ? vin.slice(-VIN_TAIL) === vinTail : words.length >= 4 && vinTail.endsWith(words.slice(-VIN_TAIL))
}
