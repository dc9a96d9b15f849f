import { formatFen, type Fen } from '@pitlane/kernel'
import { text } from './progress.text'

interface Line {
  readonly kind: 'labour' | 'material'
  readonly of: number | null
  readonly amountFen: Fen | null
}

/** A labour line with the materials it needs: what an owner can want or not. */
export interface Item<L extends Line> {
  /** Of the labour line, in the list. */
  readonly place: number
  readonly labour: L
  readonly materials: readonly L[]
  /** Null while a price is missing. */
  readonly sumFen: Fen | null
}

const sumOf = (lines: readonly Line[]): Fen | null =>
  lines.reduce<Fen | null>((sum, { amountFen }) => (sum === null || amountFen === null ? null : sum + amountFen), 0)

/** Lines as they belong together. */
export const itemsOf = <L extends Line>(lines: readonly L[]): Item<L>[] =>
  lines.flatMap((labour, place) => {
    if (labour.kind !== 'labour') return []
    const materials = lines.filter(({ kind, of }) => kind === 'material' && of === place)
    return [{ place, labour, materials, sumFen: sumOf([labour, ...materials]) }]
  })

/** What the chosen ones cost together. */
export const sumOfItems = (items: readonly { readonly sumFen: Fen | null }[]): Fen =>
  items.reduce((sum, { sumFen }) => sum + (sumFen ?? 0), 0)

/** `1.5 小时`, `4 升`. */
export const sayQuantity = ({ quantityCenti, unit }: { readonly quantityCenti: number; readonly unit: string }) =>
  `${quantityCenti / 100} ${unit}`

interface NamedLine extends Line {
  readonly name: string
  readonly quantityCenti: number
  readonly unit: string
}

/** What an item is made of, in words. */
export const noteOf = ({ labour, materials }: Item<NamedLine>): string =>
  [labour, ...materials]
    .map((line) => {
      const kind = line.kind === 'labour' ? text.quote.labour : text.quote.material
      const what = line.kind === 'labour' ? '' : ` ${line.name} ${sayQuantity(line)}`
      return `${kind}${what} ${line.amountFen === null ? text.addon.unpriced : formatFen(line.amountFen)}`
    })
    .join('，')
