import type { board, View } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from '../../lib/staff'
import { withStanding, type BoardRow, type Standing } from './board-row'
import { forget, queueKey, type Queue } from './queue/queue-data'
import { boardKey } from './use-board'

type Day = View<typeof board.board>

/** What commands do to the day that is read: the answer shows at once, a colleague's faster hand is shown instead. */
export function useDay(day: string) {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  return useMemo(() => {
    const queryKey = boardKey(storeId, day)
    const refetch = () => client.invalidateQueries({ queryKey })
    const put = async (answer: Standing) => {
      // An older answer that is still on its way must not undo this one on the screen.
      await client.cancelQueries({ queryKey })
      client.setQueryData<Day>(queryKey, (data) => data && { ...data, rows: withStanding(data.rows, answer) })
      client.setQueryData<Queue>(queueKey(storeId), (queue) => queue && forget(queue, answer))
      void client.invalidateQueries({ queryKey: ['search'] })
    }
    const find = (id: string) => client.getQueryData<Day>(queryKey)?.rows.find((row) => row.id === id)
    return {
      refetch,
      find,
      all: (): readonly BoardRow[] => client.getQueryData<Day>(queryKey)?.rows ?? [],
      async accept(answer: Standing) {
        await put(answer)
        void refetch()
      },
      /** As `accept`, and waits until the screen shows the day as the server has it now. */
      async acceptAndReread(answer: Standing) {
        await put(answer)
        await refetch()
      },
      async reread(id: string) {
        await Promise.all([refetch(), client.invalidateQueries({ queryKey: queueKey(storeId) })])
        return find(id)
      },
    }
  }, [client, storeId, day])
}
