import { catalog, leave } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { saySpan, sayDate } from '../../lib/time'
import { storeWords } from './store-words'
import { bayTypeName, certificateName, levelName, skillName, weekdays, weekOrder, words } from './words'

type Facts = Readonly<Record<string, unknown>> | null
interface Span {
  readonly startsMinute: number
  readonly endsMinute: number
}

const { empty, fields } = words.history

/** Rows of the log were written by this product; an odd one is shown as nothing, never as an error. */
const listOf = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : [])
const joined = (parts: readonly string[]): string => parts.join('、') || empty

export const sayHours = ({ startsMinute, endsMinute }: Span): string =>
  startsMinute === 0 && endsMinute === 1440 ? words.leaves.wholeDay : saySpan(startsMinute, endsMinute)

const sayLeave = (value: unknown): string => {
  const { fromDay, toDay, reason, ...span } = value as Span & { fromDay: string; toDay: string; reason: string }
  const days = fromDay === toDay ? sayDate(fromDay) : `${sayDate(fromDay)}至${sayDate(toDay)}`
  return `${days} ${sayHours(span)}（${reason}）`
}

type Say = (value: unknown) => string

const speakers: Readonly<Record<string, Say>> = {
  type: (value) => bayTypeName(String(value)),
  level: (value) => levelName(String(value)),
  skills: (value) => joined(listOf<string>(value).map(skillName)),
  isActive: (value) => (value === true ? words.active : words.retired),
  certificates: (value) =>
    joined(
      listOf<{ kind: string; number: string; expiresOn: string }>(value).map(
        ({ kind, number, expiresOn }) => `${certificateName(kind)} ${number}（至 ${expiresOn}）`,
      ),
    ),
  shifts: (value) =>
    joined(listOf<Span & { weekday: number }>(value).map((s) => `${weekdays[s.weekday] ?? ''} ${sayHours(s)}`)),
  dayShifts: (value) => joined(listOf<Span & { day: string }>(value).map((s) => `${sayDate(s.day)} ${sayHours(s)}`)),
  leave: sayLeave,
  bayMinutes: (value) => (value === null ? words.services.notBookable : words.minutes(Number(value))),
  technicianCount: (value) => words.people(Number(value)),
  priceFen: (value) => formatFen(Number(value)),
  depositFen: (value) => formatFen(Number(value)),
  outage: sayLeave,
  bayType: (value) => bayTypeName(String(value)),
  skill: (value) => skillName(String(value)),
  certificate: (value) => (typeof value === 'string' ? certificateName(value) : empty),
  category: (value) => nameOf(catalog.serviceCategories, value),
  fuels: (value) => joined(listOf<string>(value).map((fuel) => nameOf(catalog.fuels, fuel))),
  stores: (value) => joined(listOf<string>(value)),
  variants: (value) => joined(listOf<VariantFacts>(value).map(sayVariant)),
  leaveState: (value) => nameOf(leave.leaveStates, value),
  walkInReservePercent: (value) =>
    joined(listOf<number>(value).map((percent, day) => `${weekdays[day] ?? ''} ${percent}%`)),
  offPeak: (value) => joined(listOf<RuleFacts>(value).map(sayRule)),
}

const nameOf = (names: Readonly<Record<string, string>>, word: unknown): string =>
  typeof word === 'string' ? (names[word] ?? word) : empty

interface VariantFacts {
  readonly family: string
  readonly bayMinutes: number
  readonly technicianCount: number
  readonly priceFen: number | null
}

const sayVariant = ({ family, bayMinutes, technicianCount, priceFen }: VariantFacts): string =>
  [family, words.minutes(bayMinutes), words.people(technicianCount), priceFen === null ? '' : formatFen(priceFen)]
    .filter((part) => part !== '')
    .join(' ')

type Week = Readonly<Record<string, readonly [number, number] | null>>

/** Only the weekdays that differ: `周三 08:30–18:00 → 休息`. */
function sayWeekDifferences(before: unknown, after: unknown): string[] {
  const sayDay = (week: unknown, day: number): string => {
    const hours = ((week ?? {}) as Week)[day]
    return hours ? saySpan(hours[0], hours[1]) : storeWords.dayOff
  }
  return weekOrder
    .map((day) => [weekdays[day], sayDay(before, day), sayDay(after, day)] as const)
    .filter(([, was, now]) => was !== now)
    .map(([day, was, now]) => `${labelOf('week')}：${day} ${was} → ${now}`)
}

interface RuleFacts {
  readonly weekdays: readonly number[]
  readonly fromMinute: number
  readonly toMinute: number
  readonly percentOff: number
}

const sayRule = (rule: RuleFacts): string =>
  `${rule.weekdays.map((day) => weekdays[day] ?? '').join('')} ${saySpan(rule.fromMinute, rule.toMinute)} 优惠 ${rule.percentOff}%`

function sayPlain(value: unknown): string {
  if (value === null || value === '') return empty
  if (typeof value === 'boolean') return value ? storeWords.yes : storeWords.no
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const say = (field: string, value: unknown): string => {
  if (value === undefined) return empty
  return speakers[field]?.(value) ?? sayPlain(value)
}

const labelOf = (field: string): string => fields[field] ?? words.policy.fields[field] ?? field

/** What differs between two states, one sentence a field: `名称：快保 1 号 → 快保 A`. */
export function sayDifferences(before: Facts, after: Facts): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
    .flatMap((field) => {
      if (field === 'week') return sayWeekDifferences(before?.[field], after?.[field])
      const now = say(field, after?.[field])
      return before?.[field] === undefined
        ? `${labelOf(field)}：${now}`
        : `${labelOf(field)}：${say(field, before[field])} → ${now}`
    })
}
