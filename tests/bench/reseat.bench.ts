import { mulberry } from '../../server/src/seed/dice'
import { bookDay, canSeatAll, DAY_FROM, DAY_TO, type Job } from '../support/seating-days'
import type { Report } from './report'

const DAYS = 300
const WISHES = 24
const PEOPLE = 5

/** Random days with mixed skills, car after car: how many are accepted, beside greedy choice alone, of those an exhaustive search would accept. */
export function benchReseat(report: Report): void {
  const dice = mulberry(20_261_122)
  const total = { greedy: 0, ours: 0, exact: 0 }
  const startedAt = performance.now()
  let spent = 0
  for (let day = 0; day < DAYS; day++) {
    const wishes = Array.from({ length: WISHES }, () => wishOf(dice))
    total.greedy += bookDay(wishes, false).accepted.length
    const from = performance.now()
    total.ours += bookDay(wishes).accepted.length
    spent += performance.now() - from
    total.exact += exactDay(wishes)
  }
  const seconds = (performance.now() - startedAt) / 1000
  report.note(
    `${DAYS} days of ${WISHES} wishes for ${PEOPLE} people, ${seconds.toFixed(0)} s; a wish took ${((1000 * spent) / DAYS / WISHES).toFixed(0)} µs`,
  )
  report.note(`greedy alone ÷ exhaustive search: ${(total.greedy / total.exact).toFixed(4)}`)
  report.ratio('accepted with re-seating ÷ exhaustive search', total.ours / total.exact, '≥', 0.99)
}

/** Accepts whatever can still be accepted, by trying everything. */
function exactDay(wishes: readonly Job[]): number {
  const accepted: Job[] = []
  for (const wish of wishes) if (canSeatAll([...accepted, wish])) accepted.push(wish)
  return accepted.length
}

/** A specialist's job for a quarter of the wishes; plain work for the others. */
function wishOf(dice: () => number): Job {
  const cells = 2 + Math.floor(dice() * 6)
  const from = DAY_FROM + Math.floor(dice() * (DAY_TO - DAY_FROM - cells))
  const everybody = Array.from({ length: PEOPLE }, (_, i) => i)
  if (dice() > 0.25) return { from, cells, eligible: everybody }
  const first = Math.floor(dice() * PEOPLE)
  return { from, cells, eligible: [...new Set([first, Math.floor(dice() * PEOPLE)])] }
}
