import { useSearchParams } from 'react-router-dom'
import { rowKinds, type RowKind } from './floor'

/** What the rows are: in the address, so that a screen in the workshop keeps it. */
export function useRowKind() {
  const [params, setParams] = useSearchParams()
  const kind = rowKinds.find((one) => one === params.get('rows')) ?? 'technicians'
  const pick = (next: RowKind) => setParams(next === 'technicians' ? {} : { rows: next }, { replace: true })
  return { kind, pick, turn: () => pick(kind === 'bays' ? 'technicians' : 'bays') }
}
