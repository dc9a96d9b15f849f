import { Link } from 'react-router-dom'
import { workorderPath } from '../../lib/paths'
import { may, useStore } from '../../lib/staff'
import type { BoardRow } from './board-row'
import { words } from './words'

/** The number of a work order, and the way to it for who may see it. */
export function WorkorderLink({ row }: { readonly row: Pick<BoardRow, 'workorderId' | 'workorderNumber'> }) {
  const store = useStore()
  if (row.workorderNumber === null) return words.unknown
  if (row.workorderId === null || !may(store, 'workorder.read')) return row.workorderNumber
  return (
    <Link to={workorderPath(store.id, row.workorderId)} onClick={(event) => event.stopPropagation()}>
      {row.workorderNumber}
    </Link>
  )
}
