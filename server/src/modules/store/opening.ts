import { weekdayOf, type Day, type Minute } from '@pitlane/kernel'

/** Hours per weekday, 0 Sunday … 6 Saturday; null is a day off. */
export type Week = Readonly<Record<'0' | '1' | '2' | '3' | '4' | '5' | '6', readonly [Minute, Minute] | null>>

/** What the national calendar says of a day: a statutory holiday, a weekend that is worked (调休), or nothing special. */
export interface NationalDay {
  readonly kind: 'holiday' | 'makeup_workday' | 'ordinary'
  /** 国庆节, 春节 … */
  readonly name: string | undefined
}

export interface Opening {
  readonly isOpen: boolean
  readonly opensMinute: Minute
  readonly closesMinute: Minute
  readonly note: string | null
  readonly source: 'pattern' | 'holiday' | 'makeup_workday'
}

const closed = (source: Opening['source'], note: string | null): Opening => ({
  ...{ isOpen: false, opensMinute: 0, closesMinute: 0, note, source },
})

/**
 * The opening of a day that nobody has decided by hand: a store that follows holidays is closed on statutory ones and
 * works a 调休 weekend like a Monday; any other day follows the weekly pattern.
 */
export function openingOf(week: Week, followsHolidays: boolean, day: Day, national: NationalDay): Opening {
  if (followsHolidays && national.kind === 'holiday') return closed('holiday', `${national.name ?? '法定节假日'}休息`)
  const isMakeup = followsHolidays && national.kind === 'makeup_workday'
  const hours = week[String(isMakeup ? 1 : weekdayOf(day)) as keyof Week]
  const source = isMakeup ? 'makeup_workday' : 'pattern'
  if (!hours) return closed(source, '每周例休')
  const [opensMinute, closesMinute] = hours
  return { isOpen: true, opensMinute, closesMinute, note: isMakeup ? '调休上班' : null, source }
}
