import type { Assignment, Flow, Outcome, TaskNode } from '@pitlane/process'

/** The key under which stores may have a flow of their own. */
export const AFTER_SALES = 'after_sales'

/** Days after which a visit is over for good (DOMAIN §2.3). */
const REST_DAYS = 7

/** Whoever has the lane's role in the store. */
const pool: Assignment = { try: [], pick: 'claim', empty: 'pool' }

/** The persons that a fact names, else whoever has the lane's role. */
const named = (field: string): Assignment => ({ try: [{ by: 'field', field }], pick: 'all', empty: 'pool' })

const done = (label: string): readonly Outcome[] => [{ key: 'done', label, to: 'next' }]

/** The car is checked once more before it is paid. */
const again: Outcome = { key: 'reinspect', label: '重新终检', to: 'reject' }

/** A task that is done by a command of its own page: `command` names its endpoint, so that the list of tasks leads there. */
const step = (command: string, rest: Omit<TaskNode, 't' | 'data'>): TaskNode => ({
  ...{ t: 'task', data: { command: `workorder.${command}` }, ...rest },
})

const nodes = {
  inspect: step('inspect', {
    ...{ title: '接车环检', lane: 'advisor', assign: named('advisor'), outcomes: done('环检完成'), next: 'quote' },
    milestone: { onEnter: 'arrived', onDone: 'inspected' },
  }),
  quote: step('saveQuote', {
    ...{ title: '报价', lane: 'advisor', assign: named('advisor'), outcomes: done('发给客户'), next: 'authorise' },
    milestone: { onDone: 'quoted' },
  }),
  authorise: step('authorise', {
    ...{ title: '等客户确认报价', lane: 'advisor', assign: named('advisor'), next: 'work' },
    outcomes: [
      { key: 'done', label: '客户已同意', to: 'next' },
      { key: 'revised', label: '修改报价', to: 'reject' },
    ],
    reject: { to: 'quote', then: 'walk' },
    // The advisor is told after 10 and 20 minutes, and has to call after 30 (DOMAIN §2.5).
    sla: {
      ...{ in: { n: 30, unit: 'minute' }, clock: 'work', onBreach: 'none' },
      ...{ remind: [{ at: 34 }, { at: 67 }], escalate: [{ at: 100, to: { by: 'leader' } }] },
    },
    milestone: { onDone: 'authorised' },
  }),
  /** Every job by itself. An add-on that waits for its owner keeps the work from being over. */
  work: {
    ...{ t: 'parallel', title: '施工', each: 'jobs', branches: ['dispatch'], next: 'qc' },
    ...{ holdWhile: { f: 'openAddons', op: '>', v: 0 }, milestone: { onDone: 'done' } },
  },
  dispatch: step('dispatch', {
    ...{ title: '派工', lane: 'dispatch', assign: pool, outcomes: done('已派工'), next: 'begin' },
  }),
  begin: step('startJob', {
    ...{ title: '开工', lane: 'technician', assign: named('people'), next: 'repair' },
    outcomes: [
      { key: 'done', label: '已开工', to: 'next' },
      { key: 'withdrawn', label: '撤回派工', to: 'reject' },
    ],
    reject: { to: 'dispatch', then: 'walk' },
    milestone: { onDone: 'started' },
  }),
  repair: step('finishJob', {
    ...{ title: '施工', lane: 'technician', assign: named('people'), outcomes: done('完工'), next: 'crossCheck' },
    may: ['urge'],
  }),
  /** Only where lives depend on the job, or where it is done for the second time. */
  crossCheck: step('checkJob', {
    ...{ title: '互检', lane: 'technician', assign: pool, notBy: ['begin', 'repair'] },
    skipWhen: { not: { f: 'needsCheck', op: '=', v: true } },
    outcomes: [
      { key: 'done', label: '互检通过', to: 'next' },
      { key: 'rejected', label: '退回', to: 'reject', demand: ['reason', 'photo'] },
    ],
    reject: { to: 'begin', then: 'walk' },
  }),
  qc: step('judgeQc', {
    ...{ title: '终检', lane: 'qc', assign: pool, notBy: ['begin', 'repair'], next: 'ready' },
    outcomes: [
      { key: 'done', label: '质检通过', to: 'next' },
      { key: 'rejected', label: '退回', to: 'reject', demand: ['reason', 'photo'] },
    ],
    reject: { to: 'work', then: 'walk' },
    milestone: { onDone: 'qc_passed' },
  }),
  ready: step('finishWash', {
    ...{ title: '洗车与交车准备', lane: 'advisor', assign: named('advisor'), next: 'settle' },
    ...{ outcomes: [...done('可交车'), again], reject: { to: 'qc', then: 'walk' } },
    milestone: { onDone: 'ready' },
  }),
  settle: {
    ...{
      t: 'task',
      data: { command: 'settlement.receive' },
      title: '结算',
      lane: 'cashier',
      assign: pool,
      next: 'handover',
    },
    ...{ outcomes: [...done('已结算'), again], reject: { to: 'qc', then: 'walk' } },
    milestone: { onDone: 'settled' },
  },
  handover: step('handOver', {
    ...{ title: '交车', lane: 'advisor', assign: named('advisor'), next: 'rest' },
    outcomes: [...done('已交车'), { key: 'reversed', label: '反结算', to: 'reject' }],
    reject: { to: 'settle', then: 'walk' },
    milestone: { onDone: 'delivered' },
  }),
  rest: { t: 'wait', title: '交车后观察', for: { duration: { n: REST_DAYS, unit: 'day' } }, next: 'closed' },
  closed: { t: 'end', result: 'closed' },
} as const satisfies Flow['nodes']

/** Steps that commands of this module do. */
export type StepNode = Exclude<keyof typeof nodes, 'work' | 'rest' | 'closed'>

/** The visit of a car as it is shipped (DOMAIN §2.3): a store may publish one of its own under the same key. */
export const afterSales: Flow = {
  ...{ key: AFTER_SALES, version: 2, title: '售后服务', subject: 'workorder', start: 'inspect' },
  nodes,
}
