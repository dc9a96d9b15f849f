import { workorder } from '@pitlane/contract'

export type Card = workorder.WorkorderCard

export const laneNames = Object.keys(workorder.lanes) as workorder.Lane[]

export const riskFilters = ['all', 'soon', 'late'] as const
export type RiskFilter = (typeof riskFilters)[number]

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・.\-]/g, '')

/** Whether a card has what was typed: plate, number, owner, car or service. */
function fitsText(card: Card, text: string): boolean {
  const sought = plain(text)
  const { plate, number, customerName, carName, serviceName } = card
  return [plate, number, customerName, carName, serviceName].some((value) => plain(value).includes(sought))
}

/** What is late was soon before: `soon` shows both. */
const fitsRisk = ({ risk }: Card, filter: RiskFilter): boolean => filter === 'all' || risk === 'late' || risk === filter

export const fits = (card: Card, text: string, filter: RiskFilter): boolean =>
  fitsRisk(card, filter) && fitsText(card, text)

const LAST = '9999'

/** The promise that breaks next comes first; cars without one follow by arrival. */
const byPromise = (a: Card, b: Card): number =>
  (a.promisedAt ?? LAST).localeCompare(b.promisedAt ?? LAST) ||
  (a.arrivedAt ?? LAST).localeCompare(b.arrivedAt ?? LAST) ||
  a.number.localeCompare(b.number)

export type Lanes = Readonly<Record<workorder.Lane, readonly Card[]>>

/** The cards of each lane, in its order. */
export function lanesOf(cards: readonly Card[]): Lanes {
  const sorted = [...cards].sort(byPromise)
  const pick = (lane: workorder.Lane) => [lane, sorted.filter((card) => card.lane === lane)] as const
  return Object.fromEntries(laneNames.map(pick)) as unknown as Lanes
}
