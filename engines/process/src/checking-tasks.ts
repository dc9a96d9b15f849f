import type { Assign, Flow, NodeId, TaskNode } from './definition'
import { flowProblem, type FlowProblem } from './problems'
import { contains, nodeOf, reachable, standInFor, structureOf } from './structure'

/** What is wrong with tasks: nobody to do them, nothing to answer, nowhere to go. */
export function checkTasks(flow: Flow): FlowProblem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) =>
    node.t === 'task'
      ? [
          ...checkAssignment(flow, id, node),
          ...checkOutcomes(id, node),
          ...checkReject(flow, id, node),
          ...checkSla(id, node),
        ]
      : [],
  )
}

function checkAssignment(flow: Flow, id: NodeId, node: TaskNode): FlowProblem[] {
  const problems: FlowProblem[] = []
  const { assign, sign, notBy = [] } = node
  const hasPool = assign.empty === 'pool' && node.lane !== undefined
  if (assign.try.length === 0 && !hasPool) problems.push(flowProblem('flow.no_assignee', id))
  if (assign.try.some((one) => !isWhole(flow, one))) problems.push(flowProblem('flow.bad_assign', id))
  if (sign?.mode === 'ratio' && !isRatio(sign.ratio)) problems.push(flowProblem('flow.bad_ratio', id))
  const strangers = notBy.filter((other) => nodeOf(flow, other)?.t !== 'task' || other === id)
  return [...problems, ...strangers.map((other) => flowProblem('flow.bad_not_by', id, other))]
}

const isRatio = (ratio: number | undefined): boolean => ratio !== undefined && ratio > 0 && ratio <= 1

function isWhole(flow: Flow, assign: Assign): boolean {
  if (assign.by === 'doer') return assign.node !== undefined && nodeOf(flow, assign.node)?.t === 'task'
  return assign.by !== 'field' || assign.field !== undefined
}

function checkOutcomes(id: NodeId, node: TaskNode): FlowProblem[] {
  if (node.outcomes.length === 0) return [flowProblem('flow.no_outcome', id)]
  const keys = node.outcomes.map((outcome) => outcome.key)
  const twice = keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => flowProblem('flow.same_outcome', id, key))
  const isStuck = node.outcomes.every((outcome) => outcome.to === 'reject')
  return isStuck ? [...twice, flowProblem('flow.no_way_on', id)] : twice
}

function checkReject(flow: Flow, id: NodeId, node: TaskNode): FlowProblem[] {
  if (node.reject === undefined) {
    return node.outcomes.some((outcome) => outcome.to === 'reject') ? [flowProblem('flow.no_reject_rule', id)] : []
  }
  const { to } = node.reject
  if (to === 'start') return []
  const known = staticTargets(flow, id)
  const isFine = to === 'previous' || to === 'choose' ? known.size > 0 : known.has(to)
  return isFine ? [] : [flowProblem('flow.bad_reject_target', id, to)]
}

/**
 * The steps that a task could ever be sent back to: those of the blocks around it from which a way leads to it, or to the block
 * that it lies in.
 */
export function staticTargets(flow: Flow, id: NodeId): ReadonlySet<NodeId> {
  const structure = structureOf(flow)
  const here = structure.scopes.get(id)
  const targets = new Set<NodeId>()
  if (here === undefined) return targets
  for (const [other, scope] of structure.scopes) {
    const t = nodeOf(flow, other)?.t
    if (t !== 'task' && t !== 'parallel' && t !== 'call') continue
    if (contains(scope, here) && reachable(flow, other).has(standInFor(structure, scope, id))) targets.add(other)
  }
  return targets
}

function checkSla(id: NodeId, node: TaskNode): FlowProblem[] {
  const { sla } = node
  if (sla === undefined) return []
  const problems = sla.in.n > 0 ? [] : [flowProblem('flow.bad_sla', id)]
  if (sla.onBreach === undefined || sla.onBreach === 'none') return problems
  const outcome = node.outcomes.find((one) => one.key === sla.onBreach)
  const isFine = outcome !== undefined && (outcome.to !== 'reject' || node.reject?.to !== 'choose')
  return isFine ? problems : [...problems, flowProblem('flow.bad_breach', id, sla.onBreach)]
}
