import { addDays, daysBetween, formatMinute, weekdayOf, type Day, type Minute } from '@pitlane/kernel'

/** Stores keep Beijing time; the browser of a travelling manager may not. */
const ZONE = 'Asia/Shanghai'
const MINUTE_MS = 60_000

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** An instant as a store reads it from its wall clock. */
export function localTime(at: Date): { day: Day; minute: Minute } {
  const found = new Map(parts.formatToParts(at).map((part) => [part.type, part.value]))
  const day = `${found.get('year')}-${found.get('month')}-${found.get('day')}`
  return { day, minute: Number(found.get('hour')) * 60 + Number(found.get('minute')) }
}

const WEEKDAYS = '日一二三四五六'

/** `周三` */
const sayWeekday = (day: Day): string => `周${WEEKDAYS.charAt(weekdayOf(day))}`

/** `12月3日 周四` */
export const sayDate = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${sayWeekday(day)}`

const near: Readonly<Record<string, string>> = { '-1': '昨天', '0': '今天', '1': '明天' }

/** `今天`, `明天（周三）`, `12月3日 周四` */
export function sayDay(day: Day, today: Day): string {
  const distance = daysBetween(today, day)
  const word = near[String(distance)]
  if (word === undefined) return sayDate(day)
  return distance === 0 ? word : `${word}（${sayWeekday(day)}）`
}

/** `今天 09:30`, `明天（周三）09:30`: a bracket brings its own space. */
export function sayDayTime(day: Day, today: Day, time: string): string {
  const said = sayDay(day, today)
  return said.endsWith('）') ? `${said}${time}` : `${said} ${time}`
}

/** `今天 08:12`, `12月3日 周四 17:40` */
export function sayInstant(instant: string, today: Day): string {
  const { day, minute } = localTime(new Date(instant))
  return sayDayTime(day, today, formatMinute(minute))
}

/** The same where room is short: `08:12`, `昨天 17:40`, `12/3 17:40` */
export function sayInstantShort(instant: string, today: Day): string {
  const { day, minute } = localTime(new Date(instant))
  if (day === today) return formatMinute(minute)
  const word = near[String(daysBetween(today, day))] ?? `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
  return `${word} ${formatMinute(minute)}`
}

/** `09:00–10:30` */
export const saySpan = (minute: Minute, endMinute: Minute): string =>
  `${formatMinute(minute)}–${formatMinute(endMinute)}`

/** Whole minutes from `instant` to `now`; never negative, because two clocks never agree. */
export const minutesSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / MINUTE_MS))

/** `0 分`, `23 分`, `3 小时 5 分`, `2 天` */
export function sayMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} 分`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} 天`
  return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`
}

/** First day of the month that contains `day`. */
export const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`

/** First day of the month before (-1) or after (1) the one that starts at `start`. */
export const monthStep = (start: Day, step: -1 | 1): Day => monthStart(addDays(start, step === 1 ? 31 : -1))

/** Beijing keeps one offset all year. */
const OFFSET = '+08:00'

/** The instant of a minute of a store's day, ISO 8601 in UTC. */
export const instantOf = (day: Day, minute: Minute): string =>
  new Date(`${day}T${formatMinute(minute)}:00${OFFSET}`).toISOString()
