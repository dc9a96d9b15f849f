import { useState } from 'react'
import type { BoardRow } from './board-row'
import type { Asking } from './form-props'
import type { Command } from './commands'
import { useCommands } from './use-commands'
import type { Place } from './use-place'

/** Everything that carries commands out, and the question that the panel asks before one of them. */
export function useDesk(day: string, { openId }: Place) {
  const [question, setQuestion] = useState<{ id: string; asking: Asking | null } | null>(null)
  const { run, busyIds, faultOf } = useCommands(day, openId)
  const ask = (id: string, asking: Asking | null) => setQuestion({ id, asking })
  return {
    asking: question && question.id === openId ? question.asking : null,
    ask,
    busyIds,
    faultOf,
    run: (row: BoardRow, command: Command) => void run(row, command).then((isOver) => isOver && ask(row.id, null)),
  }
}

export type Desk = ReturnType<typeof useDesk>
