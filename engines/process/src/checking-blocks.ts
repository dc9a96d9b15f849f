import type { Flow, FlowNode, NodeId } from './definition'
import { flowProblem, type FlowProblem } from './problems'
import { nodeOf, structureOf, waysOn, type Structure } from './structure'

/** What is wrong with the way nodes hang together. */
export function checkBlocks(flow: Flow): FlowProblem[] {
  const structure = structureOf(flow)
  const ids = Object.keys(flow.nodes)
  return [
    ...structure.missing.map(({ from, to }) =>
      from === null ? flowProblem('flow.no_start', null, to) : flowProblem('flow.missing_node', from, to),
    ),
    ...ids.filter((id) => !structure.scopes.has(id)).map((id) => flowProblem('flow.unreachable', id)),
    ...[...structure.torn].map((id) => flowProblem('flow.branch_leaves', id)),
    ...ids.flatMap((id) => checkExit(flow, structure, id)),
    ...checkEnds(flow, structure),
    ...checkCircles(flow, structure),
  ]
}

function checkExit(flow: Flow, structure: Structure, id: NodeId): FlowProblem[] {
  const [node, scope] = [nodeOf(flow, id), structure.scopes.get(id)]
  if (node === undefined || scope === undefined) return []
  const isRoot = scope.parent === null
  if (node.t === 'end') return isRoot ? [] : [flowProblem('flow.end_in_branch', id)]
  return isRoot && node.t !== 'choice' && node.next === undefined ? [flowProblem('flow.no_next', id)] : []
}

/** Nodes from which no way leads out of their block. */
function checkEnds(flow: Flow, structure: Structure): FlowProblem[] {
  const out = new Set<NodeId>()
  const ids = [...structure.scopes.keys()]
  for (let grown = true; grown;) {
    grown = false
    for (const id of ids) {
      const node = nodeOf(flow, id)
      if (node === undefined || out.has(id)) continue
      if (!isExit(node) && !waysOn(node).some((to) => out.has(to) || nodeOf(flow, to) === undefined)) continue
      out.add(id)
      grown = true
    }
  }
  return ids.filter((id) => !out.has(id)).map((id) => flowProblem('flow.no_end', id))
}

const isExit = (node: FlowNode): boolean => node.t === 'end' || (node.t !== 'choice' && node.next === undefined)

class Circles {
  private readonly stopping = new Map<NodeId, boolean>()

  constructor(private readonly flow: Flow) {}

  /** Whether a thread surely waits at a node. */
  stops(id: NodeId): boolean {
    const known = this.stopping.get(id)
    if (known !== undefined) return known
    this.stopping.set(id, true)
    const node = nodeOf(this.flow, id)
    const stops = node === undefined || this.doesStop(node)
    this.stopping.set(id, stops)
    return stops
  }

  private doesStop(node: FlowNode): boolean {
    if (node.t === 'task') return node.skipWhen === undefined
    if (node.t === 'act') return node.awaits === true
    if (node.t === 'parallel') return node.each === undefined && node.branches.some((first) => !this.canPass(first))
    return node.t === 'wait' || node.t === 'call' || node.t === 'end'
  }

  /** Whether a branch can be walked to its end without waiting. */
  private canPass(first: NodeId): boolean {
    const passed = this.passable(first)
    return [...passed].some((id) => {
      const node = nodeOf(this.flow, id)
      return node !== undefined && isExit(node)
    })
  }

  /** A node, and what is reached from it, as long as nothing waits. */
  private passable(first: NodeId): Set<NodeId> {
    const seen = new Set<NodeId>()
    const todo = [first]
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      const node = nodeOf(this.flow, id)
      if (node === undefined || seen.has(id) || this.stops(id)) continue
      seen.add(id)
      todo.push(...waysOn(node))
    }
    return seen
  }

  /** Whether a node can be reached from itself without waiting. */
  isEndless(id: NodeId): boolean {
    const node = nodeOf(this.flow, id)
    return node !== undefined && !this.stops(id) && waysOn(node).some((to) => this.passable(to).has(id))
  }
}

function checkCircles(flow: Flow, structure: Structure): FlowProblem[] {
  const circles = new Circles(flow)
  return [...structure.scopes.keys()].filter((id) => circles.isEndless(id)).map((id) => flowProblem('flow.endless', id))
}
