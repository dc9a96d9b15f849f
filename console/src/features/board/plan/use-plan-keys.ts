import { useEffect, useRef } from 'react'
import { useShortcuts } from '../../../lib/shortcuts'
import { useToast } from '../../../ui/use-toast'
import { ARROWS, blockBeside, type Scale } from '../../../ui/time-axis'
import { QUARTER, type Block, type PlanRow } from './layout'
import { snap, type Target } from './placing'
import type { Draft, Move } from './use-move'
import { words } from './words'

interface Plan {
  readonly rows: readonly PlanRow[]
  readonly blocks: readonly Block[]
  readonly scale: Scale
  readonly focused: Block | undefined
  readonly focus: (block: Block) => void
  readonly move: Move
}

/** Where an arrow key puts what is being moved. Up and down stay among the rows of the same kind. */
function targetBeside({ block, target }: Draft, key: string, rows: readonly PlanRow[], scale: Scale): Target {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const step = key === 'ArrowRight' ? QUARTER : -QUARTER
    return { ...target, minute: snap(target.minute + step, block, scale) }
  }
  const at = rows.findIndex(({ id }) => id === target.rowId)
  const next = rows[at + (key === 'ArrowDown' ? 1 : -1)]
  return next ? { ...target, rowId: next.id } : target
}

/** The keys of a move under way. They are heard before the board's own: Enter drops, it does not open. */
function useMovingKeys({ move, rows, scale }: Plan) {
  const latest = useRef({ move, rows, scale })
  useEffect(() => {
    latest.current = { move, rows, scale }
  })
  const isOn = move.draft?.by === 'keys'
  useEffect(() => {
    if (!isOn) return
    const onKeyDown = (event: KeyboardEvent) => {
      const now = latest.current
      const { draft } = now.move
      if (!draft || event.ctrlKey || event.metaKey || event.altKey) return
      const isArrow = ARROWS.some((key) => key === event.key)
      if (event.key === 'Tab') return now.move.cancel()
      event.preventDefault()
      if (isArrow) now.move.aim(targetBeside(draft, event.key, now.rows, now.scale))
      if (event.key === 'Enter' && !event.repeat) now.move.drop()
      if (event.key === 'Escape') now.move.cancel()
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [isOn])
}

/** The plan by keyboard: arrows go from block to block, m takes one up, u takes the last move back. */
export function usePlanKeys(plan: Plan, isEnabled: boolean): void {
  const toast = useToast()
  const { blocks, focused, focus, move } = plan
  useMovingKeys(plan)
  const go = (key: string) => () => {
    const next = blockBeside(blocks, focused, key)
    if (next) focus(next)
  }
  useShortcuts(
    {
      ...Object.fromEntries(ARROWS.map((key) => [key, go(key)])),
      m: () => (focused ? move.start(focused, 'keys') : toast.note(words.nothingFocused)),
      u: () => move.undo(),
    },
    isEnabled && move.draft === null,
  )
}
