import { useState } from 'react'
import { laneNames, lanesOf, type Card, type Lanes } from './lane-data'

interface Kept {
  readonly reason: string
  readonly lanes: Lanes
}

const placesOf = (lanes: Lanes): string => laneNames.map((lane) => lanes[lane].map(({ id }) => id).join(',')).join(';')

/** The cards as they are now, in the places that they had. */
function freshen(lanes: Lanes, cards: readonly Card[]): Lanes {
  const byId = new Map(cards.map((card) => [card.id, card]))
  const entries = laneNames.map((lane) => [lane, lanes[lane].map((card) => byId.get(card.id) ?? card)] as const)
  return Object.fromEntries(entries) as unknown as Lanes
}

/**
 * The lanes, in an order that does not change under the pointer: while it is among the cards, they keep their places, and
 * only what is written on them is new.
 * @param cards those that belong on the screen
 * @param all every card, also those that the filter hides
 * @param reason what the person asked to see: when that changes, the new cards are shown at once
 */
export function useSteadyLanes(cards: readonly Card[], all: readonly Card[], reason: string, isHeld: boolean) {
  const [kept, setKept] = useState<Kept | null>(null)
  const wanted = lanesOf(cards)
  const isKept = isHeld && kept !== null && kept.reason === reason
  const shown = isKept ? freshen(kept.lanes, all) : wanted
  const isNew = kept?.reason !== reason || placesOf(kept.lanes) !== placesOf(shown)
  if (isNew) setKept({ reason, lanes: shown })
  return { lanes: shown, hasNews: isKept && placesOf(shown) !== placesOf(wanted) }
}
