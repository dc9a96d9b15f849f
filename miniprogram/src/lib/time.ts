import { daysBetween, formatMinute, HOUR_MS, MINUTE_MS, weekdayOf, type Day, type Minute } from '@pitlane/kernel'

/** All stores keep Beijing time, which has no summer time; devices may be set to anything. */
const BEIJING_MS = 8 * HOUR_MS

/** Today in the stores' calendar. */
export const storeToday = (now = Date.now()): Day => new Date(now + BEIJING_MS).toISOString().slice(0, 10)

/** An instant as store-local day and minute. */
export function storeTime(instant: string): { day: Day; minute: Minute } {
  const local = new Date(Date.parse(instant) + BEIJING_MS)
  return { day: local.toISOString().slice(0, 10), minute: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

/** The instant at which a store's clock shows this day and minute. */
export const storeInstant = (day: Day, minute: Minute): number =>
  Date.parse(`${day}T00:00:00Z`) - BEIJING_MS + minute * MINUTE_MS

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** `周三`. */
export const sayWeekday = (day: Day): string => WEEKDAYS[weekdayOf(day)] ?? ''

/** `11月26日`, with the year when it is not this one. */
export function sayDate(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${year}年${short}`
}

const RELATIVE: Readonly<Record<number, string>> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' }

/** `今天`, `明天(周三)`, `11月26日(周四)`. */
export function sayDay(day: Day, today: Day = storeToday()): string {
  const relative = RELATIVE[daysBetween(today, day)]
  if (relative === '今天' || relative === '昨天') return relative
  return `${relative ?? sayDate(day, today)}(${sayWeekday(day)})`
}

/** `今天 14:30`, `明天(周三)09:00`, `11月26日(周四)09:00`. */
export function sayMoment(day: Day, minute: Minute, today: Day = storeToday()): string {
  const words = sayDay(day, today)
  return `${words}${words.endsWith(')') ? '' : ' '}${formatMinute(minute)}`
}

/** An instant as people say it: `今天 14:30`. */
export function sayInstant(instant: string, now = Date.now()): string {
  const { day, minute } = storeTime(instant)
  return sayMoment(day, minute, storeToday(now))
}

/** Whether an instant has gone by. */
export const isPast = (instant: string, now = Date.now()): boolean => Date.parse(instant) < now

/** `刚刚`, `10 分钟前`, `3 小时前`, then the moment itself. */
export function sayAgo(instant: string, now = Date.now()): string {
  const passed = now - Date.parse(instant)
  if (passed < MINUTE_MS) return '刚刚'
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} 分钟前`
  if (passed < 12 * HOUR_MS) return `${Math.floor(passed / HOUR_MS)} 小时前`
  return sayInstant(instant, now)
}

/** `45` → `约 45 分钟`, `90` → `约 1.5 小时`, `120` → `约 2 小时`. */
export function sayDuration(minutes: number): string {
  if (minutes < 60 || minutes % 30 !== 0) return `约 ${minutes} 分钟`
  return `约 ${minutes / 60} 小时`
}

/** What is left, as a clock: 582 → `09:42`. */
export const sayClock = (seconds: number): string => formatMinute(seconds)

export { formatMinute }
