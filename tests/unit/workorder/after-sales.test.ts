import { describe, expect, it } from '@jest/globals'
import { settlement, workorder } from '@pitlane/contract'
import { flowSchema, validate } from '@pitlane/process'
import { afterSales } from '../../../server/src/modules/workorder/after-sales.flow'

const nodes = Object.entries(afterSales.nodes)

describe('the after-sales flow', () => {
  it('has nothing wrong with it, also after a way through JSON', () => {
    expect(validate(afterSales)).toEqual([])
    expect(flowSchema.safeParse(JSON.parse(JSON.stringify(afterSales))).success).toBe(true)
  })

  it('has every milestone that screens and figures count on', () => {
    const keys = nodes.flatMap(([, { milestone }]) => [milestone?.onEnter, milestone?.onDone]).filter(Boolean)
    expect(keys.sort()).toEqual(
      [
        ...['arrived', 'inspected', 'quoted', 'authorised', 'started', 'done', 'qc_passed'],
        ...['ready', 'settled', 'delivered'],
      ].sort(),
    )
  })

  it('names for every task the endpoint whose command does it', () => {
    const commands = nodes.flatMap(([, node]) => (node.t === 'task' ? [String(node.data?.['command'])] : []))
    expect(commands.length).toBeGreaterThan(0)
    const known = [
      ...Object.keys(workorder).map((name) => `workorder.${name}`),
      ...Object.keys(settlement).map((name) => `settlement.${name}`),
    ]
    expect(commands.filter((command) => !known.includes(command))).toEqual([])
  })

  it('lets nobody check what they have worked on', () => {
    const qc = afterSales.nodes['qc']
    expect(qc).toMatchObject({ t: 'task', notBy: ['begin', 'repair'], reject: { to: 'work' } })
  })
})
