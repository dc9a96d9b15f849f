import type { catalog } from '@pitlane/contract'
import type { Today } from './calendar'
import { CAR_MODELS, PLATE_AREAS } from './car-data'
import { diceOf, type Dice } from './dice'
import { plateFor, vinOf } from './numbers'
import { DEMO_OWNERS, GIVEN_NAMES, PHONE_PREFIXES, SURNAMES } from './people-data'
import type { StoreKey } from './store-data'

interface HouseholdCar {
  readonly brand: string
  readonly model: string
  readonly fuel: catalog.Fuel
  readonly km: number
  readonly plate: string
  readonly vin: string
}

/** An owner with their cars, before anything is sealed. */
export interface Household {
  readonly name: string
  readonly phone: string
  readonly joinedDaysAgo: number
  /** The store they usually go to. */
  readonly home: StoreKey
  readonly cars: readonly HouseholdCar[]
  /** Somebody to log in as. */
  readonly isDemo: boolean
}

/** With the ten owners to log in as: 200 customers with 300 cars. */
const GARAGES = [
  ...Array.from({ length: 110 }, () => 1),
  ...Array.from({ length: 70 }, () => 2),
  ...Array.from({ length: 10 }, () => 3),
]

const HOMES: readonly (readonly [StoreKey, number])[] = [
  ['pudong', 70],
  ['suzhou', 19],
  ['xuhui', 11],
]

/** The people of the demonstration: none of them, their numbers and their cars exist. */
export function listHouseholds(today: Today): Household[] {
  const dice = diceOf('households')
  const thisYear = Number(today.day.slice(0, 4))
  const plates = new Set<string>(DEMO_OWNERS.flatMap(({ cars }) => cars.map(({ plate }) => plate)))
  const names = new Set<string>(DEMO_OWNERS.map(({ name }) => name))
  const own = new Set(DEMO_OWNERS.map(({ phone }) => phone.slice(-4)))
  const all = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'))
  const tails = dice.shuffled(all.filter((tail) => !own.has(tail)))
  let serial = 0
  const demo = DEMO_OWNERS.map(({ phone, name, cars }): Household => {
    const garage = cars.map(({ boughtYearsAgo, wmi, ...car }) => ({
      ...car,
      vin: vinOf(wmi, thisYear - boughtYearsAgo, ++serial),
    }))
    return { phone, name, cars: garage, joinedDaysAgo: 400, home: 'pudong', isDemo: true }
  })
  const others = dice.shuffled(GARAGES).map((count, i): Household => {
    const home = dice.weighted(HOMES)
    const cars = Array.from({ length: count }, () => carOf(dice, home, thisYear, ++serial, plates))
    const phone = dice.pick(PHONE_PREFIXES) + (tails[i] ?? '')
    return { name: nameOf(dice, names), phone, joinedDaysAgo: dice.int(30, 720), home, cars, isDemo: false }
  })
  return [...demo, ...others]
}

function nameOf(dice: Dice, taken: Set<string>): string {
  for (;;) {
    const name = dice.weighted(SURNAMES) + dice.pick(GIVEN_NAMES)
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

function carOf(dice: Dice, home: StoreKey, thisYear: number, serial: number, plates: Set<string>): HouseholdCar {
  const { brand, model, fuel, wmi, maxAge } = dice.weighted(CAR_MODELS)
  const age = dice.int(0, maxAge)
  const km = dice.int(800, 9_000) + age * dice.int(7_000, 18_000)
  const plate = plateFor(dice, dice.pick(PLATE_AREAS[home]), fuel, plates)
  return { brand, model, fuel, km, plate, vin: vinOf(wmi, thisYear - age, serial) }
}
