import type { Flow, FlowNode } from '@pitlane/process'
import { afterSales } from '../../server/src/modules/workorder/after-sales.flow'

const done = { key: 'done', label: '完成', to: 'next' } as const

const only = (id: string, next?: string): Record<string, FlowNode> => {
  const { next: _, reject: __, ...node } = afterSales.nodes[id] as Extract<FlowNode, { t: 'task' }>
  return { [id]: { ...node, outcomes: [done], ...(next === undefined ? {} : { next }) } }
}

/** The visit as it was shipped first: nobody looks at a job before the final check, and nothing is taken back. */
export function firstEdition(): Flow {
  const { crossCheck: _, ...nodes } = afterSales.nodes
  const changed = {
    ...only('begin', 'repair'),
    ...only('repair'),
    ...only('ready', 'settle'),
    ...only('settle', 'handover'),
    ...only('handover', 'rest'),
  }
  return { ...afterSales, version: 1, nodes: { ...nodes, ...changed } }
}
