import { useEffect, useRef, type PointerEvent as ReactPointerEvent, type RefObject } from 'react'
import type { Scale } from '../../../ui/time-axis'
import type { Block } from './layout'
import { snap } from './placing'
import type { Move } from './use-move'

/** A hand that moves less than this has only clicked. */
const SLACK_PX = 5
/** The click that ends a drag comes within so long. */
const CLICK_MS = 50

interface Grip {
  readonly block: Block
  readonly x: number
  readonly y: number
  readonly width: number
  isMoving: boolean
}

/** The row under a height of the window. */
function rowAt(chart: HTMLElement | null, y: number): string | undefined {
  const tracks = [...(chart?.querySelectorAll<HTMLElement>('[data-plan-row]') ?? [])]
  return tracks.find((track) => {
    const { top, bottom } = track.getBoundingClientRect()
    return y >= top && y < bottom
  })?.dataset['planRow']
}

interface Hand {
  readonly move: Move
  readonly scale: Scale
}

/** Between two rows the block stays in the one where it was. */
const targetOf = (
  { block, x, width }: Grip,
  event: PointerEvent,
  chart: HTMLElement | null,
  { move, scale }: Hand,
) => ({
  rowId: rowAt(chart, event.clientY) ?? move.draft?.target.rowId ?? block.rowId,
  minute: snap(block.step.minute + ((event.clientX - x) / width) * (scale.to - scale.from), block, scale),
})

/** Follows the pointer over the whole window: a hand that leaves the plan still holds its block. */
function usePointer(onMove: (event: PointerEvent) => void, release: (isDrop: boolean) => boolean) {
  const latest = useRef({ onMove, release })
  useEffect(() => {
    latest.current = { onMove, release }
  })
  useEffect(() => {
    const gone = new AbortController()
    const { signal } = gone
    document.addEventListener('pointermove', (event) => latest.current.onMove(event), { signal })
    document.addEventListener('pointerup', () => latest.current.release(true), { signal })
    document.addEventListener('pointercancel', () => latest.current.release(false), { signal })
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && latest.current.release(false)) event.preventDefault()
    }
    document.addEventListener('keydown', onEscape, { signal, capture: true })
    return () => gone.abort()
  }, [])
}

/** Blocks under the pointer. `take` goes to every block; `wasDragged` tells a click at the end of a drag from a real one. */
export function useDrag({ move, scale }: Hand, chart: RefObject<HTMLElement>) {
  const grip = useRef<Grip | null>(null)
  const isAfterDrag = useRef(false)
  const onMove = (event: PointerEvent) => {
    const held = grip.current
    if (!held) return
    const isFar = Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLACK_PX
    if (!held.isMoving && isFar) {
      isAfterDrag.current = true
      if (!move.start(held.block, 'pointer')) return void (grip.current = null)
      held.isMoving = true
    }
    if (held.isMoving) move.aim(targetOf(held, event, chart.current, { move, scale }))
  }
  const release = (isDrop: boolean): boolean => {
    const isMoving = grip.current?.isMoving ?? false
    grip.current = null
    if (isMoving) setTimeout(() => (isAfterDrag.current = false), CLICK_MS)
    if (isMoving && isDrop) move.drop()
    else if (isMoving) move.cancel()
    return isMoving
  }
  usePointer(onMove, release)
  return {
    take: (block: Block, event: ReactPointerEvent<HTMLElement>) => {
      isAfterDrag.current = false
      if (event.button !== 0) return
      const width = event.currentTarget.closest('[data-plan-row]')?.getBoundingClientRect().width ?? 0
      grip.current = { block, x: event.clientX, y: event.clientY, width: Math.max(1, width), isMoving: false }
    },
    wasDragged: () => isAfterDrag.current,
  }
}
