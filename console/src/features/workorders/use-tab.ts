import type { workorder } from '@pitlane/contract'
import { useState } from 'react'
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

/**
 * Which part of the work order is shown: what the address says, else where the next step was when the page was opened. A
 * step that a colleague takes turns no page under anybody's hand: `next` leads there.
 */
export function useTab(state: State) {
  const [params, setParams] = useSearchParams()
  const [first] = useState(tabOf[state])
  const tab = tabNames.find((name) => name === params.get('tab')) ?? first
  return {
    tab,
    next: tabOf[state] === tab ? null : tabOf[state],
    pick: (name: TabName) => setParams({ tab: name }, { replace: true }),
  }
}
