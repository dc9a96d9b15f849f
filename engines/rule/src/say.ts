import { relationOf, type Catalogue, type Relation } from './catalogue'
import type { Cond, Count, Exists } from './cond'
import { sayLeaf, type Voice } from './say-leaf'
import { near, sayDuration } from './say-value'

type Group = { all: Cond[] } | { any: Cond[] }

const isGroup = (cond: Cond): cond is Group => 'all' in cond || 'any' in cond
const membersOf = (cond: Group): Cond[] => ('all' in cond ? cond.all : cond.any)

/** A group of one says no more than what is in it; a double no says yes. */
function simplest(cond: Cond): Cond {
  if (isGroup(cond)) {
    const [only, second] = membersOf(cond)
    return only && !second ? simplest(only) : cond
  }
  if (!('not' in cond)) return cond
  const inner = simplest(cond.not)
  return 'not' in inner ? simplest(inner.not) : { not: inner }
}

/** The members of a group, and of the groups of the same kind within. */
const flat = (cond: Group): Cond[] =>
  membersOf(cond).flatMap((member) => {
    const inner = simplest(member)
    return isGroup(inner) && 'all' in inner === 'all' in cond ? flat(inner) : [inner]
  })

function sayGroup(cond: Group, voice: Voice): string {
  const said = flat(cond).map((member) => (isGroup(member) ? `（${sayCond(member, voice)}）` : sayCond(member, voice)))
  const word = 'all' in cond ? '且' : '或'
  return said.reduce(
    (left, right) => left + (left.endsWith('）') ? '' : ' ') + word + (right.startsWith('（') ? '' : ' ') + right,
  )
}

const countWords: Record<Count['op'], [yes: string, no: string]> = {
  ...{ '>=': ['至少', '少于'], '<=': ['最多', '多于'], '=': ['正好', '不是'] },
}

type Said = Catalogue & Pick<Relation, 'zh' | 'unit'>

const one: Count = { op: '>=', n: 1 }

/** How many rows, as what stands before and after what they are called. */
function sayCount({ op, n }: Count, isNegated: boolean, unit: string): [before: string, after: string] {
  const isNone = n === 0 && op !== '>='
  const isAny = n === 1 && op === '>='
  if (isNone || isAny) return [isNone === isNegated ? '有' : '没有', '']
  return ['', near(countWords[op][isNegated ? 1 : 0], String(n), unit)]
}

function sayExists({ exists, where, count, within }: Exists, isNegated: boolean, voice: Voice): string {
  const relation: Said = relationOf(voice.catalogue, exists) ?? { zh: `「${exists}」`, fields: {} }
  const time = within ? near('近', sayDuration(within), '内') : ''
  const [before, after] = sayCount(count ?? one, isNegated, relation.unit ?? '条')
  const which = where ? `（满足：${sayCond(where, { ...voice, catalogue: relation })}）` : ''
  return near(time, before, relation.zh, which, after)
}

function sayCond(given: Cond, voice: Voice): string {
  const cond = simplest(given)
  if (isGroup(cond)) return sayGroup(cond, voice)
  if (!('not' in cond)) return 'exists' in cond ? sayExists(cond, false, voice) : sayLeaf(cond, false, voice)
  const inner = cond.not
  if (isGroup(inner)) return `并非（${sayGroup(inner, voice)}）`
  if ('exists' in inner) return sayExists(inner, true, voice)
  return 'not' in inner ? sayCond(inner.not, voice) : sayLeaf(inner, true, voice)
}

/**
 * A condition in words, for editors, audit and "why not": 「距上次到访已超过 12 个月 且（等级是金卡 或 余额大于 ¥100）」. A group inside
 * a group of the other kind stands in brackets; 并非（…） is the opposite of a whole group. A leaf under `not` says （或未填写） where the
 * field may be missing, because that is true then as well; `!=` does not say so.
 *
 * Never throws for a condition that `parseCond` accepted: what the catalogue does not know is shown by its key in 「」.
 *
 * @param zone where instants are read on the wall clock, `Asia/Shanghai` by default. Throws a RangeError for an unknown one.
 */
export function say(cond: Cond, catalogue: Catalogue, _language: 'zh' = 'zh', zone?: string): string {
  return sayCond(cond, { catalogue, zone })
}
