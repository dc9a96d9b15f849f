import { workorder } from '@pitlane/contract'
import { words } from './words'

type Line = workorder.QuoteLine
export type Unit = Line['unit']
/** Work is counted by the hour, or at a price for the whole. */
type LabourUnit = (typeof labourUnits)[number]

export const labourUnits = ['小时', '次'] as const satisfies readonly Unit[]
export const materialUnits = ['件', '升', '套', '次'] as const satisfies readonly Unit[]

const CENTI = 100
const HOUR = 60

export interface LineDraft<U extends Unit = Unit> {
  readonly key: number
  readonly name: string
  /** So many of `unit`. */
  readonly quantity: number | null
  readonly unit: U
  readonly unitYuan: number | null
}

export interface LabourDraft extends LineDraft<LabourUnit> {
  readonly serviceId: string | null
  readonly minutes: number | null
}

export interface MaterialDraft extends LineDraft {
  /** Of the labour line that it is for. */
  readonly of: number
  readonly partCode: string
}

/** A quote while it is written: yuan and hours as people type them. */
export interface LinesDraft {
  readonly labour: readonly LabourDraft[]
  readonly material: readonly MaterialDraft[]
}

const centi = (value: number | null): number => Math.round((value ?? 0) * CENTI)

export const lineFenOf = ({ quantity, unitYuan }: LineDraft): number =>
  workorder.lineFen({ quantityCenti: centi(quantity), unitFen: centi(unitYuan) })

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)

/** What the lines come to, labour and material apart, in fen; and the minutes of work. */
export function totalsOf({ labour, material }: LinesDraft) {
  const labourTotal = sum(labour.map(lineFenOf))
  const materialTotal = sum(material.map(lineFenOf))
  return {
    labour: labourTotal,
    material: materialTotal,
    total: labourTotal + materialTotal,
    minutes: sum(labour.map(({ minutes }) => minutes ?? 0)),
  }
}

const nextKey = (lines: readonly { key: number }[]) => Math.max(0, ...lines.map(({ key }) => key)) + 1

export const withLabour = (draft: LinesDraft, name = ''): LinesDraft => ({
  ...draft,
  labour: [
    ...draft.labour,
    { key: nextKey(draft.labour), name, serviceId: null, quantity: null, unit: '小时', unitYuan: null, minutes: null },
  ],
})

export function withMaterial(draft: LinesDraft): LinesDraft {
  const of = draft.labour.at(-1)?.key ?? 0
  const blank = { name: '', partCode: '', quantity: 1, unit: '件', unitYuan: null } as const
  return { ...draft, material: [...draft.material, { key: nextKey(draft.material), of, ...blank }] }
}

/** Material goes with the labour it is for. */
export const withoutLabour = ({ labour, material }: LinesDraft, key: number): LinesDraft => ({
  labour: labour.filter((line) => line.key !== key),
  material: material.filter((line) => line.of !== key),
})

/** Hours tell the planned minutes as long as nobody says otherwise. */
export const withHours = (line: LabourDraft, hours: number | null): LabourDraft => {
  const isFollowing = line.minutes === null || line.minutes === Math.round((line.quantity ?? 0) * HOUR)
  if (line.unit === '次') return { ...line, quantity: hours }
  return { ...line, quantity: hours, minutes: isFollowing && hours !== null ? Math.round(hours * HOUR) : line.minutes }
}

type Booked = workorder.WorkorderDetail['booked'][number]

/**
 * By the hour where the price of the catalogue comes out of it to the fen; else at its price for the whole. Without a price it is the
 * price of an hour that is still to be filled in.
 */
function amountOf({ minutes, priceFen }: Booked): Pick<LabourDraft, 'quantity' | 'unit' | 'unitYuan'> {
  const quantity = Math.round((minutes / HOUR) * CENTI) / CENTI
  if (priceFen === null) return { quantity: quantity || null, unit: '小时', unitYuan: null }
  const unitFen = quantity > 0 ? Math.round(priceFen / quantity) : 0
  const isExact = workorder.lineFen({ quantityCenti: centi(quantity), unitFen }) === priceFen && quantity > 0
  if (isExact) return { quantity, unit: '小时', unitYuan: unitFen / CENTI }
  return { quantity: 1, unit: '次', unitYuan: priceFen / CENTI }
}

/** What was booked, a line of work each. */
export const linesBooked = (booked: readonly Booked[]): LinesDraft => ({
  labour: booked.map((one, at) => ({
    ...{ key: at + 1, name: one.name, serviceId: one.serviceId, minutes: one.minutes },
    ...amountOf(one),
  })),
  material: [],
})

const labourUnit = (unit: Unit): LabourUnit => (unit === '小时' ? unit : '次')

/** Lines as the server has them, ready to be changed. */
export function draftOf(lines: readonly Line[]): LinesDraft {
  const labour: LabourDraft[] = []
  const material: MaterialDraft[] = []
  lines.forEach((line, at) => {
    const { name, unit } = line
    const shared = { key: at + 1, name, unitYuan: line.unitFen / CENTI }
    const quantity = line.quantityCenti / CENTI
    if (line.kind === 'labour')
      labour.push({
        ...shared,
        serviceId: line.serviceId,
        quantity,
        unit: labourUnit(unit),
        minutes: line.minutes,
      })
    else material.push({ ...shared, of: (line.of ?? 0) + 1, partCode: line.partCode ?? '', quantity, unit })
  })
  return { labour, material }
}

/** Labour first, so that the place of each is known to its material. */
export function linesOf({ labour, material }: LinesDraft): Line[] {
  const places = new Map(labour.map(({ key }, at) => [key, at]))
  return [
    ...labour.map((line): Line => ({
      ...{ kind: 'labour', name: line.name.trim(), serviceId: line.serviceId, partCode: null, unit: line.unit },
      ...{ quantityCenti: centi(line.quantity), unitFen: centi(line.unitYuan), minutes: line.minutes ?? 0, of: null },
    })),
    ...material.map((line): Line => ({
      ...{ kind: 'material', name: line.name.trim(), serviceId: null, partCode: line.partCode.trim() || null },
      ...{ quantityCenti: centi(line.quantity), unit: line.unit, unitFen: centi(line.unitYuan) },
      ...{ minutes: null, of: places.get(line.of) ?? 0 },
    })),
  ]
}

const isNamed = ({ name }: { readonly name: string }) => name.trim() !== ''
const isCounted = (quantity: number | null, unitYuan: number | null) => (quantity ?? 0) > 0 && unitYuan !== null

/** What is missing in the lines, first things first; null when nothing is. */
export function lackOf({ labour, material }: LinesDraft): string | null {
  const { lack } = words
  if (labour.length === 0) return lack.labour
  if (![...labour, ...material].every(isNamed)) return lack.name
  const isPriced = [...labour, ...material].every(({ quantity, unitYuan }) => isCounted(quantity, unitYuan))
  return isPriced ? null : lack.amount
}
