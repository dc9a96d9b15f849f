import { describe, expect, it } from '@jest/globals'
import { errors } from '@pitlane/contract'
import { refusalText } from '@pitlane/process'
import { addWork, workBetween, type Span } from '../../../server/src/modules/process/work-time'

it('says what the engine refuses in the engine’s words', () => {
  const words = Object.fromEntries(
    Object.keys(refusalText).map((code) => [code, errors[code as keyof typeof errors].zh]),
  )
  expect(words).toEqual(Object.fromEntries(Object.entries(refusalText).map(([code, zh]) => [code, `${zh}。`])))
})

describe('working time', () => {
  const hour = 3600_000
  /** 9 to 12 and 13 to 18, and the next day 9 to 18. */
  const spans: Span[] = [[9 * hour, 12 * hour], [13 * hour, 18 * hour], [33 * hour, 42 * hour]] // prettier-ignore
  const at = (hours: number) => new Date(hours * hour)

  it.each([
    [9, 60, 10],
    [11, 120, 14],
    [8, 60, 10],
    [12.5, 30, 13.5],
    [17, 90, 33.5],
    [9, 180, 12],
    [10, 0, 10],
    [20, 540, 42],
  ])('from %d o’clock %d minutes of work later it is %d', (from, minutes, then) => {
    expect(addWork(spans, at(from), minutes)).toEqual(at(then))
    expect(workBetween(spans, at(from), at(then))).toBe(minutes)
  })

  it('does not know what comes after the last span', () => {
    expect(addWork(spans, at(9), 18 * 60)).toBeUndefined()
    expect(workBetween(spans, at(20), at(19))).toBe(0)
  })
})
