import { playDays } from '../support/random-days'
import type { Report } from './report'

const DAYS = 100_000

/** What `npm test` does with a tenth of the days, and others of them: the count of free places and who is chosen, beside a sheet of paper with a box per minute. */
export function benchSoak(report: Report): void {
  const startedAt = performance.now()
  const seed = Math.floor(Math.random() * 2 ** 31)
  report.note(`random days with the seed ${seed}; the first difference ends the bench`)
  const { days, wishes, taken, reseated } = playDays(DAYS, seed)
  const seconds = (performance.now() - startedAt) / 1000
  report.note(`${wishes} wishes, ${taken} accepted, ${reseated} of them by re-seating, ${seconds.toFixed(0)} s`)
  report.ratio('random days on which capacity agrees with counting by hand', days / DAYS, '≥', 1)
}
