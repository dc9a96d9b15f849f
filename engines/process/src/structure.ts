import type { Flow, FlowNode, NodeId, ParallelNode } from './definition'

/** A sequence of nodes that one thread walks: the whole flow, or one branch of a block. */
export interface Scope {
  /** `''` for the whole flow, else `block/branch` down to this one. */
  readonly path: string
  readonly depth: number
  readonly parent: Scope | null
  /** The block that the branch belongs to. */
  readonly block: NodeId | null
  readonly first: NodeId
}

/** Who lives where: worked out once per definition. */
export interface Structure {
  readonly scopes: ReadonlyMap<NodeId, Scope>
  /** Nodes that are reached from two branches that do not belong together. */
  readonly torn: ReadonlySet<NodeId>
  /** Names that are pointed at and do not exist, with who points. */
  readonly missing: readonly { readonly from: NodeId | null; readonly to: NodeId }[]
}

export const nodeOf = (flow: Flow, id: NodeId): FlowNode | undefined =>
  Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined

/** Where a node may go on to within its own block. */
export function waysOn(node: FlowNode): NodeId[] {
  if (node.t === 'end') return []
  if (node.t === 'choice') return [...node.branches.map((branch) => branch.to), node.else]
  const ways = node.next === undefined ? [] : [node.next]
  if (node.t === 'wait' && node.or !== undefined) ways.push(node.or.to)
  return ways
}

class Survey {
  readonly scopes = new Map<NodeId, Scope>()
  readonly torn = new Set<NodeId>()
  readonly missing: { from: NodeId | null; to: NodeId }[] = []

  constructor(private readonly flow: Flow) {}

  /** The sequence itself first, so that a branch that runs into it is the one at fault. */
  walk(scope: Scope): void {
    const blocks: [NodeId, ParallelNode][] = []
    const todo: { from: NodeId | null; to: NodeId }[] = [{ from: scope.block, to: scope.first }]
    for (let way = todo.pop(); way !== undefined; way = todo.pop()) {
      const node = this.visit(scope, way.from, way.to)
      if (node === undefined) continue
      for (const to of waysOn(node)) todo.push({ from: way.to, to })
      if (node.t === 'parallel') blocks.push([way.to, node])
    }
    for (const [id, node] of blocks) this.branches(scope, id, node)
  }

  /** The node, when it is seen for the first time. */
  private visit(scope: Scope, from: NodeId | null, id: NodeId): FlowNode | undefined {
    const node = nodeOf(this.flow, id)
    if (node === undefined) {
      this.missing.push({ from, to: id })
      return undefined
    }
    const known = this.scopes.get(id)
    if (known === undefined) {
      this.scopes.set(id, scope)
      return node
    }
    if (known !== scope) this.torn.add(id)
    return undefined
  }

  private branches(scope: Scope, id: NodeId, node: ParallelNode): void {
    node.branches.forEach((first, i) => {
      this.walk({ path: `${scope.path}/${id}.${i}`, depth: scope.depth + 1, parent: scope, block: id, first })
    })
  }
}

const known = new WeakMap<Flow, Structure>()

/** The blocks of a definition; remembered, as definitions never change. */
export function structureOf(flow: Flow): Structure {
  const ready = known.get(flow)
  if (ready !== undefined) return ready
  const survey = new Survey(flow)
  survey.walk({ path: '', depth: 0, parent: null, block: null, first: flow.start })
  known.set(flow, survey)
  return survey
}

/** Whether a scope is the other one or around it. */
export const contains = (outer: Scope, inner: Scope): boolean => {
  let scope: Scope | null = inner
  while (scope !== null && scope.depth > outer.depth) scope = scope.parent
  return scope === outer
}

/** The node of `outer` in which a node of an inner scope lies: itself, or the block around it. */
export function standInFor(structure: Structure, outer: Scope, id: NodeId): NodeId {
  let scope = structure.scopes.get(id)
  let node = id
  while (scope !== undefined && scope !== outer && scope.block !== null) {
    node = scope.block
    scope = scope.parent ?? undefined
  }
  return node
}

/** Every node that can be reached from one by ways inside its block. */
export function reachable(flow: Flow, from: NodeId): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>()
  const todo = [from]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const node = nodeOf(flow, id)
    for (const to of node === undefined ? [] : waysOn(node)) {
      if (seen.has(to)) continue
      seen.add(to)
      todo.push(to)
    }
  }
  return seen
}
