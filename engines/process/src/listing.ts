import type { ParallelNode } from './definition'
import { openBranch } from './entering'
import { factsAt, setFacts } from './facts'
import { entryOf, isItemKey, itemsOf, pathOf, type Item } from './lists'
import { killAll, loseChild, park } from './moving'
import type { Command } from './protocol'
import type { Thread } from './state'
import { placeOf } from './timers'
import { refuse, type Work } from './work'

type OnItem = Extract<Command, { type: 'addItem' | 'dropItem' }>
type List = ParallelNode & { readonly each: string }

interface Place {
  readonly node: List
  /** Key of the item in its own list, and the item around it. */
  readonly key: string
  readonly outer: string | null
  /** The thread that waits for the list; undefined while the block is not open. */
  readonly block: Thread | undefined
}

function placeFor(work: Work, command: OnItem): Place {
  const node = work.find(command.node)
  if (node?.t !== 'parallel' || node.each === undefined) refuse('process.no_block', { node: command.node })
  const cut = command.item.lastIndexOf('/')
  const outer = cut < 0 ? null : command.item.slice(0, cut)
  const key = command.item.slice(cut + 1)
  if (!isItemKey(key)) refuse('process.bad_item', { item: command.item })
  const block = work
    .living()
    .find((thread) => thread.state === 'parked' && thread.node === command.node && thread.item === outer)
  return { node: node as List, key, outer, block }
}

const branchOf = (work: Work, block: Thread, item: string): Thread | undefined =>
  work.living().find((thread) => thread.parent === block.id && thread.item === item)

const listAt = (work: Work, place: Place): Item[] =>
  itemsOf((place.block === undefined ? work.state.vars : factsAt(work, place.block))[place.node.each])

const setList = (work: Work, place: Place, list: readonly Item[]): void =>
  setFacts(work, place.block, { [place.node.each]: list.map(entryOf) })

/** One more on a list: at once where its block is open, else when it opens. */
export function addItem(work: Work, command: OnItem): void {
  const place = placeFor(work, command)
  const { block, key, outer, node } = place
  const list = listAt(work, place)
  const isListed = list.some((item) => item.key === key)
  const item: Item = { key, vars: command.vars ?? {} }
  if (block === undefined) {
    if (work.state.visits[command.node] !== undefined || outer !== null) refuse('process.block_passed')
    if (isListed) refuse('process.item_exists', { item: key })
  } else if (branchOf(work, block, pathOf(outer, key)) !== undefined) {
    refuse('process.item_exists', { item: key })
  }
  const at = block === undefined ? null : { ...placeOf(block), item: command.item }
  work.log('itemAdded', at, { node: command.node, item: command.item })
  if (!isListed) setList(work, place, [...list, item])
  if (block !== undefined) open(work, block, node, item)
}

function open(work: Work, block: Thread, node: List, item: Item): void {
  park(work, block, block.openChildren + 1)
  const first = node.branches[0]
  if (first !== undefined) openBranch(work, block, first, item)
}

/** One fewer: its branch is void, and the block goes on when it was the last. */
export function dropItem(work: Work, command: OnItem): void {
  const place = placeFor(work, command)
  const { block, key, outer } = place
  const list = listAt(work, place)
  const branch = block === undefined ? undefined : branchOf(work, block, pathOf(outer, key))
  const isListed = list.some((item) => item.key === key)
  if (branch === undefined && !isListed) refuse('process.no_item', { item: command.item })
  if (block === undefined && outer !== null) refuse('process.no_item', { item: command.item })
  const at = block === undefined ? null : { ...placeOf(block), item: command.item }
  work.log('itemDropped', at, { node: command.node, item: command.item })
  if (isListed)
    setList(
      work,
      place,
      list.filter((item) => item.key !== key),
    )
  if (branch === undefined || block === undefined) return
  killAll(work, branch)
  loseChild(work, work.thread(block.id))
}
