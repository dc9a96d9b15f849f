import type { Minute } from '@pitlane/kernel'

/** Minutes from (inclusive) to (exclusive). */
export type Span = readonly [Minute, Minute]

/** A bay or a person as people would write them down. */
export interface Plain {
  readonly id: string
  /** What it can do. */
  readonly abilities: readonly string[]
  /** When it is there. */
  readonly there: readonly Span[]
  /** When it is not, nevertheless. */
  readonly away: readonly Span[]
}

/** One thing after another that is done to a car. */
export interface PlainStep {
  readonly minutes: number
  readonly bayNeeds: string
  readonly people: number
  readonly peopleNeed: string
}

/** Who does a step: what the server decided. */
export interface Decision {
  readonly bayId: string
  readonly technicianIds: readonly string[]
}

const DAY = 1440
const QUARTER = 15

/**
 * The slow oracle of capacity: a sheet of paper with a row per bay and person and a box per minute. It knows one rule of the
 * house: work takes whole quarters of an hour. It shares no code with the server.
 */
export class MinuteOracle {
  /** Per bay and person: 0 not there, 1 free, 2 taken. */
  private readonly sheet = new Map<string, Uint8Array>()

  constructor(
    house: Span,
    private readonly bays: readonly Plain[],
    private readonly people: readonly Plain[],
  ) {
    for (const { id, there, away } of [...bays, ...people]) {
      const row = new Uint8Array(DAY)
      for (const [from, to] of there)
        row.fill(1, Math.max(from, house[0]), Math.max(from, house[0], Math.min(to, house[1])))
      for (const [from, to] of away) row.fill(0, from, to)
      this.sheet.set(id, row)
    }
  }

  private row(id: string): Uint8Array {
    const row = this.sheet.get(id)
    if (!row) throw new Error(`nobody is called ${id}`)
    return row
  }

  private isFree(id: string, from: Minute, to: Minute): boolean {
    const row = this.row(id)
    if (to > DAY) return false
    for (let minute = from; minute < to; minute++) if (row[minute] !== 1) return false
    return true
  }

  /** When each step begins and ends, one after another in whole quarters. */
  times(steps: readonly PlainStep[], start: Minute): Span[] {
    let at = start
    return steps.map(({ minutes }): Span => {
      const from = at
      while (at < from + minutes) at += QUARTER
      return [from, at]
    })
  }

  /** How many such cars could begin at a time, by counting who is free for each step. */
  cars(steps: readonly PlainStep[], start: Minute): number {
    const times = this.times(steps, start)
    let least = Number.POSITIVE_INFINITY
    steps.forEach((step, i) => {
      const [from, to] = times[i] ?? [0, 0]
      const free = (list: readonly Plain[], need: string) =>
        list.filter(({ id, abilities }) => abilities.includes(need) && this.isFree(id, from, to)).length
      let cars = free(this.bays, step.bayNeeds)
      let people = free(this.people, step.peopleNeed)
      if (step.people > 0) {
        let teams = 0
        for (; people >= step.people; people -= step.people) teams++
        cars = Math.min(cars, teams)
      }
      least = Math.min(least, cars)
    })
    return least
  }

  /** What is wrong with somebody, or a bay, for something; undefined when nothing is. */
  objectionTo(id: string, need: string, [from, to]: Span): string | undefined {
    const isFit = [...this.bays, ...this.people].some((one) => one.id === id && one.abilities.includes(need))
    if (!isFit) return `${id} is not for ${need}`
    return this.isFree(id, from, to) ? undefined : `${id} is not free from ${from} to ${to}`
  }

  /** What is wrong with a decision; undefined when nothing is. */
  objection(step: PlainStep, span: Span, { bayId, technicianIds }: Decision): string | undefined {
    if (new Set(technicianIds).size !== step.people || technicianIds.length !== step.people)
      return `${technicianIds.join()} instead of ${step.people} people`
    const people = technicianIds.map((id) => this.objectionTo(id, step.peopleNeed, span))
    return [this.objectionTo(bayId, step.bayNeeds, span), ...people].find((one) => one !== undefined)
  }

  take(id: string, [from, to]: Span): void {
    this.row(id).fill(2, from, to)
  }

  giveBack(id: string, [from, to]: Span): void {
    this.row(id).fill(1, from, to)
  }
}
