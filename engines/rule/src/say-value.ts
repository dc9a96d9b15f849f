import { formatFen } from '@pitlane/kernel'
import { labelOf, type Field, type FieldType } from './catalogue'
import type { Duration, DurationUnit, Value } from './cond'
import { isInstant, wallOf } from './time'

const units: Readonly<Record<DurationUnit, string>> = {
  ...{ minute: '分钟', hour: '小时', day: '天', week: '周', month: '个月', year: '年' },
}

const LATIN = '[\\w¥+-]'
const HAN = '[\\u4e00-\\u9fff]'
const NEEDS_BLANK = new RegExp(`${HAN}\\n${LATIN}|${LATIN}\\n${HAN}`)

/** Puts words one after the other, with a blank where Chinese meets figures or Latin letters. */
export const near = (...words: readonly string[]): string =>
  words
    .filter((word) => word !== '')
    .reduce(
      (said, word) => (NEEDS_BLANK.test(`${said.slice(-1)}\n${word.slice(0, 1)}`) ? `${said} ${word}` : said + word),
      '',
    )

/** `12 个月` */
export const sayDuration = ({ n, unit }: Duration): string => near(String(n), units[unit])

type Say = (value: Value, field: Field, zone: string | undefined) => string

const quoted = (value: Value): string => `“${String(value)}”`
const labels = (field: Field) => ('labels' in field ? field.labels : undefined)
const unitOf = (field: Field): string => (field.type === 'int' ? (field.unit ?? '') : '')

const sayings: Readonly<Record<Exclude<FieldType, 'list'>, Say>> = {
  text: quoted,
  int: (value, field) => near(String(value), unitOf(field)),
  money: (value) => (typeof value === 'number' ? formatFen(value) : quoted(value)),
  bool: (value) => (value === true ? '是' : '否'),
  day: String,
  instant: (value, _field, zone) => (isInstant(String(value)) ? wallOf(String(value), zone) : String(value)),
  enum: (value, field) => labelOf(labels(field), value) ?? quoted(value),
}

/** A constant as people read it: `“文字”`, `¥1,280`, `8000 公里`, the label of a code, an instant on the wall clock of the zone. */
export function sayValue(value: Value, field: Field | undefined, zone: string | undefined): string {
  if (!field) return typeof value === 'string' ? quoted(value) : String(value)
  return sayings[field.type === 'list' ? field.of : field.type](value, field, zone)
}
