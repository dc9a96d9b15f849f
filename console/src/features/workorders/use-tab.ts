import type { workorder } from '@pitlane/contract'
import { useSearchParams } from 'react-router-dom'
import { words } from './page-words'

export type TabName = keyof typeof words.tabs
type State = workorder.WorkorderState

export const tabNames = Object.keys(words.tabs) as TabName[]

/** Where the next step of a visit is done. */
const tabOf: Readonly<Record<State, TabName>> = {
  pre: 'inspection',
  received: 'inspection',
  inspected: 'quote',
  quoted: 'quote',
  authorised: 'jobs',
  dispatched: 'jobs',
  in_progress: 'jobs',
  work_done: 'qc',
  qc_passed: 'closing',
  ready: 'closing',
  settled: 'closing',
  delivered: 'closing',
  closed: 'closing',
  cancelled: 'jobs',
}

/** Which part of the work order is shown: what the address says, else where the next step is done. */
export function useTab(state: State | undefined) {
  const [params, setParams] = useSearchParams()
  const named = tabNames.find((name) => name === params.get('tab'))
  return {
    tab: named ?? (state ? tabOf[state] : 'inspection'),
    pick: (tab: TabName) => setParams({ tab }, { replace: true }),
  }
}
