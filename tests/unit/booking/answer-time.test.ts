import { describe, expect, it } from '@jest/globals'
import { afterOpenMinutes, openMinutesBetween, type OpenDay } from '../../../server/src/modules/booking/answer-time'

const open = (day: string): OpenDay => ({ day, isOpen: true, opensMinute: 540, closesMinute: 1080 })
const closed = (day: string): OpenDay => ({ day, isOpen: false, opensMinute: 0, closesMinute: 0 })
const at = (day: string, minute: number) => ({ day, minute })

const MON = '2026-11-23'
const TUE = '2026-11-24'
const WED = '2026-11-25'
const days = [open(MON), closed(TUE), open(WED)]

describe('an answer is due', () => {
  it.each([
    ['within opening hours', at(MON, 600), at(MON, 615)],
    ['right at closing', at(MON, 1065), at(MON, 1080)],
    ['the rest on the next open day', at(MON, 1070), at(WED, 545)],
    ['in the morning for who books at night', at(MON, 1380), at(WED, 555)],
    ['in the morning for who books before opening', at(MON, 300), at(MON, 555)],
    ['after a closed day', at(TUE, 700), at(WED, 555)],
    ['on the day after the last one that is known', at(WED, 1079), at('2026-11-26', 0)],
  ])('%s', (_, placed, due) => {
    expect(afterOpenMinutes(placed, 15, days)).toEqual(due)
  })
})

describe('waiting counts', () => {
  it.each([
    ['minutes of one day', at(MON, 600), at(MON, 612), 12],
    ['nothing before opening', at(MON, 300), at(MON, 500), 0],
    ['up to closing', at(MON, 1060), at(MON, 1200), 20],
    ['nothing on a closed day', at(TUE, 600), at(TUE, 900), 0],
    ['over closed days', at(MON, 1070), at(WED, 550), 20],
    ['nothing of a clock that is behind', at(MON, 612), at(MON, 600), 0],
  ])('%s', (_, from, to, minutes) => {
    expect(openMinutesBetween(from, to, days)).toBe(minutes)
  })
})
