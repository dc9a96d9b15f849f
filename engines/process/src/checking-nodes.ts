import { parseCond, type Cond } from '@pitlane/rule'
import type { Flow, FlowNode, NodeId, Span } from './definition'
import { flowProblem, type FlowProblem } from './problems'

/** Every condition of a node. */
function condsOf(node: FlowNode): Cond[] {
  const conds: (Cond | undefined)[] = []
  if (node.t === 'task')
    conds.push(node.skipWhen, node.sla?.pauseWhile, ...node.outcomes.map((outcome) => outcome.when))
  if (node.t === 'parallel') conds.push(node.holdWhile)
  if (node.t === 'choice') conds.push(...node.branches.map((branch) => branch.when))
  if (node.t === 'wait' && 'event' in node.for) conds.push(node.for.match)
  return conds.filter((cond) => cond !== undefined)
}

function checkConds(id: NodeId, node: FlowNode): FlowProblem[] {
  return condsOf(node).flatMap((cond) => {
    const parsed = parseCond(cond)
    return parsed.ok ? [] : [flowProblem('flow.bad_cond', id, parsed.problems[0]?.message)]
  })
}

function spansOf(node: FlowNode): { span: Span; clock: string }[] {
  if (node.t === 'task') return node.sla === undefined ? [] : [{ span: node.sla.in, clock: node.sla.clock }]
  if (node.t !== 'wait') return []
  const spans = 'duration' in node.for ? [{ span: node.for.duration, clock: node.for.clock ?? 'wall' }] : []
  if (node.or !== undefined) spans.push({ span: node.or.after, clock: node.or.clock ?? 'wall' })
  return spans
}

const checkSpans = (id: NodeId, node: FlowNode): FlowProblem[] =>
  spansOf(node)
    .filter(({ span, clock }) => clock === 'work' && span.unit === 'day')
    .map(() => flowProblem('flow.work_days', id))

function checkKind(flow: Flow, id: NodeId, node: FlowNode): FlowProblem[] {
  if (node.t === 'parallel' && node.each !== undefined && node.branches.length !== 1)
    return [flowProblem('flow.each_branches', id)]
  if (node.t === 'call' && node.flow === flow.key) return [flowProblem('flow.calls_itself', id)]
  return []
}

/** A milestone is a promise to those who count: it has one place. */
function checkMilestones(flow: Flow): FlowProblem[] {
  const seen = new Set<string>()
  const problems: FlowProblem[] = []
  for (const [id, node] of Object.entries(flow.nodes)) {
    for (const key of [node.milestone?.onEnter, node.milestone?.onDone]) {
      if (key === undefined) continue
      if (seen.has(key)) problems.push(flowProblem('flow.same_milestone', id, key))
      seen.add(key)
    }
  }
  return problems
}

/** What is wrong with single nodes, apart from tasks. */
export function checkNodes(flow: Flow): FlowProblem[] {
  const nodes = Object.entries(flow.nodes)
  const each = nodes.flatMap(([id, node]) => [
    ...checkConds(id, node),
    ...checkSpans(id, node),
    ...checkKind(flow, id, node),
  ])
  return [...each, ...checkMilestones(flow)]
}
