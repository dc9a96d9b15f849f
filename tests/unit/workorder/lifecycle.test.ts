import { describe, expect, it } from '@jest/globals'
import { permissions, workorder } from '@pitlane/contract'
import {
  canDo,
  canMove,
  commandsOf,
  IN_HOUSE,
  type WorkorderCommand,
} from '../../../server/src/modules/workorder/lifecycle'

type State = workorder.WorkorderState
const states = Object.keys(workorder.workorderStates) as State[]
const all = new Set(Object.keys(permissions))

const path: readonly State[] = [
  ...(['pre', 'received', 'inspected', 'quoted', 'authorised', 'dispatched', 'in_progress', 'work_done'] as const),
  ...(['qc_passed', 'ready', 'settled', 'delivered', 'closed'] as const),
]

describe('the states of a work order', () => {
  it('follow one another from the gate to the end', () => {
    path.slice(1).forEach((to, i) => expect([to, canMove(path[i] ?? 'pre', to)]).toEqual([to, true]))
  })

  it.each<[State, State]>([
    ['received', 'quoted'],
    ['inspected', 'authorised'],
    ['quoted', 'in_progress'],
    ['in_progress', 'qc_passed'],
    ['work_done', 'ready'],
    ['ready', 'delivered'],
    ['delivered', 'in_progress'],
    ['in_progress', 'cancelled'],
    ['settled', 'cancelled'],
    ['closed', 'received'],
  ])('%s does not become %s', (from, to) => {
    expect(canMove(from, to)).toBe(false)
  })

  it('can be cancelled only before anything was begun', () => {
    const before = ['received', 'inspected', 'quoted', 'authorised', 'dispatched']
    expect(states.filter((state) => canDo('cancel', state))).toEqual(before)
    expect(states.filter((state) => state !== 'cancelled' && canMove(state, 'cancelled'))).toEqual(['pre', ...before])
  })

  it('of a car in the house are those between its arrival and its handover', () => {
    expect(IN_HOUSE).toEqual(path.slice(1, -2))
  })
})

describe('what may be done', () => {
  it.each<[WorkorderCommand, State[]]>([
    ['inspect', ['received']],
    ['saveQuote', ['inspected', 'quoted']],
    ['authorise', ['quoted']],
    ['work', ['dispatched', 'in_progress']],
    ['judgeQc', ['work_done']],
    ['finishWash', ['qc_passed']],
    ['handOver', ['settled']],
  ])('%s in %j', (command, expected) => {
    expect(states.filter((state) => canDo(command, state))).toEqual(expected)
  })

  it('is what state and permissions both allow', () => {
    expect(commandsOf('quoted', new Set(['workorder.quote']))).toEqual([
      'decideRework',
      'saveQuote',
      'authorise',
      'cancel',
    ])
    expect(commandsOf('quoted', new Set(['workorder.qc']))).toEqual([])
    for (const state of ['pre', 'delivered', 'closed', 'cancelled'] as const) expect(commandsOf(state, all)).toEqual([])
  })
})
