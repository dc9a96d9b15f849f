import { plateKind, vinCheckDigit, type catalog } from '@pitlane/contract'
import type { Dice } from './dice'

/** Model years from 2010 to 2039, one letter or digit each (GB 16735). */
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789'

/** A VIN that no car has: the maker's own part, then `TEST`, a serial of the demonstration, and the right check digit. */
export function vinOf(wmi: string, modelYear: number, serial: number): string {
  const year = YEAR_CODES.charAt((modelYear - 2010) % 30)
  const draft = (check: string) => `${wmi}TEST${serial % 10}${check}${year}29${String(serial).padStart(5, '0')}`
  return draft(vinCheckDigit(draft('0')))
}

const isPlugIn = (fuel: catalog.Fuel): boolean => fuel === 'bev' || fuel === 'phev' || fuel === 'erev'

/** D, A, B, C, E: battery only. F, G, H: also with an engine (GA 36-2018). */
const newEnergyPlate = (dice: Dice, area: string, fuel: catalog.Fuel): string =>
  area +
  dice.pick(fuel === 'bev' ? ['D', 'D', 'D', 'A', 'B'] : ['F', 'F', 'G']) +
  String(dice.int(0, 99_999)).padStart(5, '0')

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']

/** Five digits, of which up to two are letters. */
function ordinaryPlate(dice: Dice, area: string): string {
  const chars = [...String(dice.int(0, 99_999)).padStart(5, '0')]
  for (let left = dice.int(0, 2); left > 0; left--) chars[dice.int(0, 2)] = dice.pick(LETTERS)
  return area + chars.join('')
}

/** A plate as such a car carries it, other than those in `taken`, to which it is added. */
export function plateFor(dice: Dice, area: string, fuel: catalog.Fuel, taken: Set<string>): string {
  for (;;) {
    const plate = isPlugIn(fuel) ? newEnergyPlate(dice, area, fuel) : ordinaryPlate(dice, area)
    if (taken.has(plate) || !plateKind(plate)) continue
    taken.add(plate)
    return plate
  }
}
