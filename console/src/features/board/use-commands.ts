import { booking } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useRef, useState } from 'react'
import { isApiError } from '../../lib/api-error'
import { useToast } from '../../ui/use-toast'
import type { BoardRow } from './board-row'
import { carryOut, type Command } from './commands'
import { useDay } from './use-day'
import { words } from './words'

const nameOf = (row: BoardRow) => `${formatMinute(row.minute)} ${row.maskedPlate ?? row.number}`

interface Fault {
  readonly id: string
  readonly error: unknown
}

/** Carries out commands on rows of `day`: one at a time per booking. Faults show in the panel `openId`, or as a toast. */
export function useCommands(day: string, openId: string | null) {
  const underway = useRef(new Set<string>())
  const [busyIds, setBusyIds] = useState<ReadonlySet<string>>(new Set())
  const [fault, setFault] = useState<Fault | null>(null)
  const toast = useToast()
  const rows = useDay(day)

  const mark = (id: string, isBusy: boolean) => {
    if (isBusy) underway.current.add(id)
    else underway.current.delete(id)
    setBusyIds(new Set(underway.current))
  }
  const explain = async (row: BoardRow, error: unknown) => {
    if (isApiError(error, 'booking.state_changed')) {
      const now = await rows.reread(row.id)
      return toast.warn(now ? words.stateChanged(booking.bookingStates[now.state].zh) : error.title)
    }
    if (row.id === openId) setFault({ id: row.id, error })
    else toast.fault(error)
  }
  /** @returns whether the form that asked for it may close: the command was done, or overtaken */
  const run = async (row: BoardRow, command: Command): Promise<boolean> => {
    if (underway.current.has(row.id)) return false
    mark(row.id, true)
    setFault(null)
    try {
      await rows.accept(await carryOut(row, command))
      toast.done(`${words.done[command.kind]} · ${nameOf(row)}`)
      return true
    } catch (error) {
      await explain(row, error)
      return isApiError(error, 'booking.state_changed')
    } finally {
      mark(row.id, false)
    }
  }
  return { run, busyIds, faultOf: (id: string) => (fault?.id === id ? fault.error : null) }
}
