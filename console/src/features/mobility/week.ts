import type { mobility } from '@pitlane/contract'
import { saySpan } from '../../lib/time'
import { weekdays, weekOrder, words } from './words'

const timeOf = (week: mobility.DriverWeek, day: number): string => {
  const hours = week[day]
  return hours ? saySpan(hours.startsMinute, hours.endsMinute) : words.fleet.dayOff
}

/** `周一至周五 08:30–18:00，周六、周日 休息` */
export function sayWeek(week: mobility.DriverWeek): string {
  const groups: { days: number[]; time: string }[] = []
  for (const day of weekOrder) {
    const time = timeOf(week, day)
    const last = groups.at(-1)
    if (last?.time === time) last.days.push(day)
    else groups.push({ days: [day], time })
  }
  return groups.map(({ days, time }) => `${sayDays(days)} ${time}`).join('，')
}

function sayDays(days: readonly number[]): string {
  const [first = 0] = days
  const last = days.at(-1) ?? first
  const nameOf = (day: number) => weekdays[day] ?? ''
  if (days.length === 1) return nameOf(first)
  return days.length === 2 ? `${nameOf(first)}、${nameOf(last)}` : `${nameOf(first)}至${nameOf(last)}`
}
