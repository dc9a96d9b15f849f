import { booking, type board, type View } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { formatMinute } from '@pitlane/kernel'
import { useRef, useState } from 'react'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import { withStanding, type BoardRow, type Standing } from './board-row'
import { carryOut, type Command } from './commands'
import { boardKey } from './use-board'
import { words } from './words'

type Day = View<typeof board.board>

const nameOf = (row: BoardRow) => `${formatMinute(row.minute)} ${row.maskedPlate ?? row.number}`

/** What commands do to the day that is read: the answer shows at once, a colleague's faster hand is shown instead. */
function useDay(day: string) {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  const queryKey = boardKey(storeId, day)
  const refetch = () => client.invalidateQueries({ queryKey })
  return {
    async accept(answer: Standing) {
      // An older answer that is still on its way must not undo this one on the screen.
      await client.cancelQueries({ queryKey })
      client.setQueryData<Day>(queryKey, (data) => data && { ...data, rows: withStanding(data.rows, answer) })
      void client.invalidateQueries({ queryKey: ['search'] })
      void refetch()
    },
    async reread(id: string) {
      await refetch()
      return client.getQueryData<Day>(queryKey)?.rows.find((row) => row.id === id)
    },
  }
}

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
