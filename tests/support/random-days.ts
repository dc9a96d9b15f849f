import { cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { cellRange, or, type Bits } from '../../server/src/modules/booking/bits'
import { assign, carsPerStart, type Assignment, type Visit } from '../../server/src/modules/booking/capacity'
import { demandOf, type DayHours, type Taken } from '../../server/src/modules/booking/day-state'
import { mulberry } from '../../server/src/seed/dice'
import { reseat, type Seat } from '../../server/src/modules/booking/reseat'
import { MinuteOracle, type Plain, type PlainStep, type Span } from './minute-oracle'

type Dice = () => number
/** `from` to `to`, both included, in steps. */
const pick = (dice: Dice, from: number, to: number, step = 1) =>
  from + step * Math.floor(dice() * ((to - from) / step + 1))
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

interface Shop {
  readonly house: Span
  readonly bays: readonly Plain[]
  readonly people: readonly Plain[]
}

function shopOf(dice: Dice): Shop {
  const house: Span = [pick(dice, 480, 600, 5), pick(dice, 780, 1140, 5)]
  const types = ['quick', 'quick', 'heavy', 'lane']
  const bays = times(pick(dice, 2, 6), (i): Plain => {
    const away: Span[] = dice() < 0.15 ? [[600, pick(dice, 601, 700)]] : []
    return { id: `b${i}`, abilities: [types[Math.floor(dice() * 4)] ?? 'quick'], there: [house], away }
  })
  const people = times(pick(dice, 1, 5), (i): Plain => {
    const abilities = dice() < 0.4 ? ['quick'] : dice() < 0.7 ? ['quick', 'heavy'] : ['heavy']
    const noon = pick(dice, 700, 780)
    const whole: Span[] = [[pick(dice, 420, 600), pick(dice, 800, 1200)]]
    const split: Span[] = [
      [pick(dice, 420, 600), noon],
      [noon + pick(dice, 1, 90), 1200],
    ]
    const leave = pick(dice, 500, 1000)
    const away: Span[] = dice() < 0.2 ? [[leave, leave + pick(dice, 1, 180)]] : []
    return { id: `t${i}`, abilities, there: dice() < 0.6 ? whole : split, away }
  })
  return { house, bays, people }
}

const work = (dice: Dice, need: 'quick' | 'heavy', minutes: number): PlainStep => ({
  ...{ minutes, bayNeeds: need, people: dice() < 0.2 ? 2 : 1, peopleNeed: need },
})

function wishOf(dice: Dice, [opens, closes]: Span): { steps: PlainStep[]; start: Minute } {
  const lane: PlainStep = { minutes: pick(dice, 5, 20, 5), bayNeeds: 'lane', people: 0, peopleNeed: '' }
  const steps = [
    ...(dice() < 0.3 ? [lane] : []),
    ...(dice() < 0.8 ? [work(dice, 'quick', pick(dice, 15, 90, 5))] : []),
    ...(dice() < 0.3 ? [work(dice, 'heavy', pick(dice, 30, 180, 5))] : []),
  ]
  const start = pick(dice, Math.floor(opens / 15) * 15, Math.floor(closes / 15) * 15 - 60, 15)
  return { steps: steps.length > 0 ? steps : [work(dice, 'quick', 30)], start }
}

interface Seated {
  readonly seat: Seat
  readonly resourceId: string
  readonly span: Span
  readonly step: PlainStep
}

/** What a number of days came to. */
export interface Tally {
  days: number
  wishes: number
  taken: number
  reseated: number
}

/** One day of a random shop, filled by the server's rules and looked at by the oracle. Throws at the first difference. */
class RandomDay {
  private readonly shop: Shop
  private readonly oracle: MinuteOracle
  private readonly hours: DayHours
  private seats: Seated[] = []
  private taken = new Map<string, Taken>()

  constructor(private readonly dice: Dice) {
    this.shop = shopOf(dice)
    const { house, bays, people } = this.shop
    this.oracle = new MinuteOracle(house, bays, people)
    this.hours = { day: '2026-11-24', isOpen: true, opensMinute: house[0], closesMinute: house[1], note: null }
  }

  play(wishes: number, tally: Tally): void {
    for (let i = 0; i < wishes; i++) {
      const { steps, start } = wishOf(this.dice, this.shop.house)
      const visit = this.visitOf(steps)
      const [cars = -1] = carsPerStart(visit, [start])
      const counted = this.oracle.cars(steps, start)
      if (cars !== counted) this.fail(`${cars} cars at ${start}, and ${counted} by counting`, steps)
      const chosen = assign(visit, start)
      if (Boolean(chosen) !== counted > 0) this.fail(`assigned at ${start}: ${JSON.stringify(chosen)}`, steps)
      const decided = chosen ?? this.makeRoom(visit, start, tally)
      tally.wishes++
      if (!decided) continue
      this.seat(steps, start, decided, visit, i)
      tally.taken++
    }
    tally.days++
  }

  private makeRoom(visit: Visit, start: Minute, tally: Tally): readonly Assignment[] | undefined {
    const found = reseat(visit, start, this.seats)
    if (!found) return undefined
    this.move(found.moves)
    tally.reseated++
    return found.chosen
  }

  private fail(what: string, steps: readonly PlainStep[]): never {
    throw new Error(`${what}: ${JSON.stringify({ steps, shop: this.shop, seats: this.seats.length })}`)
  }

  private visitOf(steps: readonly PlainStep[]): Visit {
    const { bays, people } = this.shop
    return steps.map(({ minutes, bayNeeds, people: technicianCount, peopleNeed }) => {
      const fit = (list: readonly Plain[], need: string) => list.filter(({ abilities }) => abilities.includes(need))
      const crew = {
        bays: fit(bays, bayNeeds).map(({ id, away }) => ({ id, outages: away })),
        technicians: fit(people, peopleNeed).map(({ id, abilities, there, away }) => ({
          ...{ id, breadth: abilities.length, shifts: there, leaves: away },
        })),
      }
      return demandOf(this.hours, { minutes, technicianCount, kept: 0 }, crew, this.taken)
    })
  }

  /** Others change hands: all give back, and take again, each looked at. */
  private move(moves: readonly { readonly seat: Seat; readonly resourceId: string }[]): void {
    const to = new Map(moves.map(({ seat, resourceId }) => [seat, resourceId]))
    const movers = this.seats.filter(({ seat }) => to.has(seat))
    for (const { resourceId, span } of movers) this.oracle.giveBack(resourceId, span)
    this.seats = this.seats.map((one) => ({ ...one, resourceId: to.get(one.seat) ?? one.resourceId }))
    for (const { seat, step, span } of movers) {
      const id = to.get(seat) ?? ''
      const objection = this.oracle.objectionTo(id, seat.kind === 'bay' ? step.bayNeeds : step.peopleNeed, span)
      if (objection !== undefined) this.fail(`moved: ${objection}`, [step])
      this.oracle.take(id, span)
    }
    this.taken = new Map()
    this.seats.forEach((one) => this.mark(one))
  }

  private seat(
    steps: readonly PlainStep[],
    start: Minute,
    decided: readonly Assignment[],
    visit: Visit,
    i: number,
  ): void {
    this.oracle.times(steps, start).forEach((span, n) => {
      const step = steps[n]
      const who = decided[n]
      const demand = visit[n]
      if (!step || !who || !demand) return this.fail(`a step without a decision`, steps)
      const objection = this.oracle.objection(step, span, who)
      if (objection !== undefined) this.fail(`${objection} at ${start}`, steps)
      const from = cellOf(span[0])
      const common = { key: `${i}:${n}`, from, to: from + cellsFor(step.minutes), isMovable: true }
      const eligible = (list: readonly { id: string; open: Bits }[]) => new Map(list.map(({ id, open }) => [id, open]))
      const among = { bay: eligible(demand.bays), technician: eligible(demand.technicians) }
      const add = (kind: Seat['kind'], resourceId: string) => {
        const seated = { seat: { ...common, kind, eligible: among[kind] }, resourceId, span, step }
        this.oracle.take(resourceId, span)
        this.seats.push(seated)
        this.mark(seated)
      }
      add('bay', who.bayId)
      who.technicianIds.forEach((id) => add('technician', id))
    })
  }

  private mark({ resourceId, seat }: Seated): void {
    const before = this.taken.get(resourceId)
    const cells = cellRange(seat.from, seat.to)
    this.taken.set(resourceId, {
      ...{ walkIns: [0, 0, 0], rework: [0, 0, 0] },
      cells: before ? or(before.cells, cells) : cells,
    })
  }
}

/** Plays random days with the same dice; the same seed plays the same days. */
export function playDays(count: number, seed: number, wishesPerDay = 6): Tally {
  const dice = mulberry(seed)
  const tally: Tally = { days: 0, wishes: 0, taken: 0, reseated: 0 }
  for (let i = 0; i < count; i++) new RandomDay(dice).play(wishesPerDay, tally)
  return tally
}
