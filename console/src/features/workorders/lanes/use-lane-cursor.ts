import type { workorder } from '@pitlane/contract'
import { useState } from 'react'
import { laneNames, type Lanes } from './lane-data'

interface Spot {
  readonly lane: workorder.Lane
  readonly at: number
}

function spotOf(lanes: Lanes, id: string | null): Spot | undefined {
  for (const lane of laneNames) {
    const at = lanes[lane].findIndex((card) => card.id === id)
    if (at >= 0) return { lane, at }
  }
  return undefined
}

/** The first card of all: from left to right, what breaks next. */
const firstOf = (lanes: Lanes) => laneNames.flatMap((lane) => lanes[lane].slice(0, 1))[0]

/** The card at the same height of the next lane that has any. */
function beside(lanes: Lanes, { lane, at }: Spot, step: 1 | -1) {
  for (let to = laneNames.indexOf(lane) + step; to >= 0; to += step) {
    const name = laneNames[to]
    if (name === undefined) return undefined
    const cards = lanes[name]
    if (cards.length > 0) return cards[Math.min(at, cards.length - 1)]
  }
  return undefined
}

const focusOn = (id: string) =>
  document.querySelector<HTMLElement>(`.lanes [data-id="${id}"]`)?.focus({ preventScroll: false })

/** The card that keys act on, and how they get there. */
export function useLaneCursor(lanes: Lanes) {
  const [cursor, setCursor] = useState<string | null>(null)
  const spot = spotOf(lanes, cursor)
  const go = (card: { id: string } | undefined) => {
    if (!card) return
    setCursor(card.id)
    focusOn(card.id)
  }
  const along = (step: 1 | -1) => go(spot ? lanes[spot.lane][spot.at + step] : firstOf(lanes))
  const across = (step: 1 | -1) => go(spot ? beside(lanes, spot, step) : firstOf(lanes))
  return {
    cursor: spot ? cursor : null,
    setCursor,
    keys: {
      j: () => along(1),
      k: () => along(-1),
      l: () => across(1),
      h: () => across(-1),
      ArrowDown: () => along(1),
      ArrowUp: () => along(-1),
      ArrowRight: () => across(1),
      ArrowLeft: () => across(-1),
    },
  }
}
