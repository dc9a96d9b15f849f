import { booking, desk } from '@pitlane/contract'
import { useEffect, useState } from 'react'
import { call } from '../../../lib/api'
import { isApiError } from '../../../lib/api-error'
import { useStore } from '../../../lib/staff'
import { useAction } from '../../../lib/use-action'
import { useToast } from '../../../ui/use-toast'
import type { BoardRow } from '../board-row'
import { useDay } from '../use-day'
import { words as boardWords } from '../words'
import { sayEnd, type Impact } from './impact'
import { words } from './words'

/** A number that rests this long is worth a question. */
const REST_MS = 200

const ask = (row: BoardRow, remainingMinutes: number, dryRun: boolean, signal?: AbortSignal): Promise<Impact> =>
  call(desk.replan, { params: { bookingId: row.id }, body: { version: row.version, remainingMinutes, dryRun } }, signal)

interface Asked {
  readonly key: string
  readonly impact: Impact | null
  readonly error: unknown
}

/** What so many more minutes would do, asked as soon as the number rests; null while nobody knows. */
export function useImpact(row: BoardRow, minutes: number): Omit<Asked, 'key'> {
  const [asked, setAsked] = useState<Asked | null>(null)
  const key = `${row.id} ${row.version} ${minutes}`
  useEffect(() => {
    const gone = new AbortController()
    const put = (answer: Omit<Asked, 'key'>) => !gone.signal.aborted && setAsked({ key, ...answer })
    const timer = setTimeout(() => {
      ask(row, minutes, true, gone.signal).then(
        (impact) => put({ impact, error: null }),
        (error: unknown) => put({ impact: null, error }),
      )
    }, REST_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [row, minutes, key])
  return asked?.key === key ? asked : { impact: null, error: null }
}

/** Saving it. A colleague's faster hand is shown instead of overwritten. `onEnd` closes the form. */
export function useReplan(row: BoardRow, day: string, onEnd: () => void) {
  const { today } = useStore()
  const toast = useToast()
  const rows = useDay(day)
  const name = row.maskedPlate ?? row.number
  const overtaken = async (title: string) => {
    const now = await rows.reread(row.id)
    toast.warn(now ? boardWords.stateChanged(booking.bookingStates[now.state].zh) : title)
    onEnd()
  }
  const save = async (minutes: number) => {
    try {
      const impact = await ask(row, minutes, false)
      if (!impact.isSaved || !impact.standing) return toast.warn(words.notSaved)
      await rows.acceptAndReread(impact.standing)
      toast.done(minutes === 0 ? words.savedDone(name) : words.saved(name, sayEnd(impact, today)))
      onEnd()
    } catch (error) {
      if (!isApiError(error, 'booking.state_changed')) throw error
      await overtaken(error.title)
    }
  }
  return useAction(save)
}
