import { fieldOf, type Catalogue, type Field } from './catalogue'
import type { Duration, Leaf, Op, Rel, Value } from './cond'
import { near, sayDuration, sayValue } from './say-value'

/** What the words depend on besides the condition. */
export interface Voice {
  readonly catalogue: Catalogue
  readonly zone: string | undefined
}

type Sayable = '=' | '!=' | '<' | '<=' | '>' | '>='

/** What is true of a known value when the other is not. */
const opposites: Partial<Record<Op, Op>> = {
  ...{ '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<', in: 'not_in', not_in: 'in' },
  ...{ present: 'missing', missing: 'present' },
}

const numberWords: Record<Sayable, string> = {
  ...{ '=': '是', '!=': '不是', '<': '小于', '<=': '不超过', '>': '大于', '>=': '不少于' },
}
const timeWords: Record<Sayable, string> = {
  ...{ '=': '是', '!=': '不是', '<': '早于', '<=': '不晚于', '>': '晚于', '>=': '不早于' },
}

type Around = readonly [before: string, after: string]
type YesAndNo = Partial<Record<Op, readonly [yes: Around, no: Around]>>

const among: Around = ['是', '之一']
const amongNone: Around = ['不是', '中的任何一个']
const listWords: YesAndNo = {
  in: [among, amongNone],
  not_in: [amongNone, among],
  has_any: [
    ['含', '中的至少一个'],
    ['不含', '中的任何一个'],
  ],
  has_all: [
    ['同时含', ''],
    ['没有同时含', ''],
  ],
}

const is: Around = ['是', '']
const isNone: Around = ['不是', '']
const holding: readonly [Around, Around] = [
  ['含', ''],
  ['不含', ''],
]
const oneWords: YesAndNo = { in: [is, isNone], not_in: [isNone, is], has_any: holding, has_all: holding }

const isTime = (field: Field | undefined): boolean => field?.type === 'day' || field?.type === 'instant'

/** One leaf on its way to words. */
class LeafWords {
  private readonly field: Field | undefined
  private readonly name: string

  constructor(
    private readonly leaf: Leaf,
    private readonly isNegated: boolean,
    private readonly voice: Voice,
  ) {
    this.field = fieldOf(voice.catalogue, leaf.f)
    this.name = this.nameOf(leaf.f)
  }

  say(): string {
    const { op } = this.leaf
    const flipped = this.isNegated ? opposites[op] : op
    const said = flipped ? this.plain(flipped, false) : this.plain(op, true)
    const mayBeMissing = this.field?.nullable !== false && this.field?.type !== 'list'
    const isAboutMissing = op === 'present' || op === 'missing'
    return this.isNegated && mayBeMissing && !isAboutMissing ? `${said}（或未填写）` : said
  }

  private nameOf(f: string): string {
    return fieldOf(this.voice.catalogue, f)?.zh ?? `「${f}」`
  }

  private value(value: Value): string {
    return sayValue(value, this.field, this.voice.zone)
  }

  private plain(op: Op, isNot: boolean): string {
    const { v } = this.leaf
    if (op === 'present') return near(this.name, '已填写')
    if (op === 'missing') return near(this.name, '未填写')
    if (op === 'anniversary')
      return near(`${this.name}（月日）`, isNot ? '不是' : '是', v ? this.moment(v as Rel) : '今天')
    if (Array.isArray(v)) return this.list(op, isNot, v)
    if (op in numberWords) return this.comparison(op as Sayable, v as Value | Rel)
    return this.text(op, isNot, this.value(v as Value))
  }

  private text(op: Op, isNot: boolean, value: string): string {
    const not = isNot ? '不' : ''
    if (op === 'starts') return near(this.name, `${not}以`, value, '开头')
    if (op === 'ends') return near(this.name, `${not}以`, value, '结尾')
    return near(this.name, op === 'has' ? `${not}含` : `${not}包含`, value)
  }

  private list(op: Op, isNot: boolean, values: readonly Value[]): string {
    const said = values.map((value) => this.value(value))
    const [first = '', second] = said
    if (op === 'between') return near(this.name, isNot ? '不在' : '在', first, '到', second ?? '', '之间（含两端）')
    const words = second === undefined ? oneWords[op] : listWords[op]
    const [before, after] = words?.[isNot ? 1 : 0] ?? ['', '']
    return near(this.name, before, said.join('、'), after)
  }

  private comparison(op: Sayable, v: Value | Rel): string {
    if (typeof v === 'boolean') return this.yesOrNo(v === (op === '='))
    const word = (isTime(this.field) || typeof v === 'object' ? this.relWords(v) : numberWords)[op]
    if (typeof v !== 'object') return near(this.name, word, this.value(v))
    const isLong = 'ago' in v && v.ago.n > 0 && (op === '<' || op === '<=')
    if (isLong) return near('距', this.name, op === '<' ? '已超过' : '已满', sayDuration(v.ago))
    return near(this.name, word, this.moment(v))
  }

  private relWords(v: Value | Rel): Record<Sayable, string> {
    const isNumber = typeof v === 'object' && 'field' in v && !isTime(this.field)
    return isNumber ? numberWords : timeWords
  }

  private yesOrNo(isYes: boolean): string {
    const { yes, no } = this.field?.type === 'bool' ? this.field : {}
    return (isYes ? yes : no) ?? near(this.name, isYes ? '为是' : '为否')
  }

  private moment(rel: Rel): string {
    if ('field' in rel) {
      const other = this.nameOf(rel.field)
      return rel.plus ? near(other, '的', sayDuration(rel.plus), '后') : other
    }
    return 'ago' in rel ? this.distance(rel.ago, '前') : this.distance(rel.ahead, '后')
  }

  private distance(duration: Duration, word: '前' | '后'): string {
    if (duration.n === 0) return this.field?.type === 'instant' ? '现在' : '今天'
    return near(sayDuration(duration), word)
  }
}

/** A leaf, or its opposite, in Chinese. */
export const sayLeaf = (leaf: Leaf, isNegated: boolean, voice: Voice): string =>
  new LeafWords(leaf, isNegated, voice).say()
