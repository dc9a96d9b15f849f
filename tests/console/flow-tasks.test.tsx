import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { identity, process, todo, workorder, type View } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { rowId, staff, STORE } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'
import { FakeSocket } from './support/sockets'

type Task = process.FlowTaskView
type Card = View<typeof workorder.board>['cards'][number]

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(todo.list, () => ({ items: [], open: 0 }))
})
afterEach(closeBrowser)

const task = (n: number, over: Partial<Task> = {}): Task => ({
  ...{ id: rowId(n), instanceId: rowId(100 + n), flow: 'after_sales', storeId: STORE },
  ...{ subject: { type: 'workorder', id: rowId(900 + n) }, node: 'quote', item: null, title: `报价 ${n}` },
  ...{ lane: 'advisor', ownCommand: 'workorder.saveQuote', status: 'open', rev: 0, assignee: null, isMine: false },
  ...{ dueAt: null, remainingMs: null, breachedAt: null, level: 0, urges: 0, outcome: null },
  ...{ openedAt: new Date().toISOString(), closedAt: null },
  ...over,
})

const card = (n: number): Card => ({
  ...{ id: rowId(900 + n), number: `WO${n}`, lane: 'quote', state: 'inspected', waiting: null, plate: `沪A·0000${n}` },
  ...{ carName: '比亚迪 汉', customerName: '张*', serviceName: '小保养', advisorName: null, arrivedAt: null },
  ...{ promisedAt: null, risk: 'none', isRework: false, isSuspected: false, openAddons: 0, version: 1 },
})

/** The tasks as the server holds them. */
function serve(tasks: Task[], held?: Parameters<typeof staff>[0]): Task[] {
  const kept = tasks
  api.on(identity.staffMe, () => staff(held))
  api.on(process.myTasks, () => ({ items: [...kept], isCut: false }))
  api.on(workorder.board, () => ({ cards: [1, 2].map(card), now: new Date().toISOString() }))
  logIn()
  return kept
}

const openPage = () => openAt(`/stores/${STORE}/staff-todos?state=tasks`)
const table = async () => within(await screen.findByRole('table', { name: '我的任务' }))

it('lists the steps that wait for the person or their roles, with the car, whose they are and what is late', async () => {
  const mine = { isMine: true, assignee: { id: rowId(7), name: '李静' } }
  serve([task(1, { ...mine, dueAt: '2026-01-01T01:00:00.000Z' }), task(2, { remainingMs: 60_000 })])
  openPage()
  const rows = (await table()).getAllByRole('row').slice(1)
  expect(rows).toHaveLength(2)
  await waitFor(() => expect(rows[0]?.textContent).toContain('沪A·00001 比亚迪 汉'))
  expect(rows[0]?.textContent).toMatch(/报价 1.*我.*已超时/)
  expect(rows[1]?.textContent).toMatch(/报价 2.*待认领.*暂停计时/)
  expect(screen.getByText('我的任务 2')).toBeTruthy()
  const link = within(rows[0] as HTMLElement).getByRole('link', { name: '查看工单' })
  expect(link.getAttribute('href')).toBe(`/console/stores/${STORE}/workorders/${rowId(901)}`)
})

it('shows a new task as soon as the server tells of it', async () => {
  const kept = serve([])
  openPage()
  expect(await screen.findByText('现在没有轮到您的任务')).toBeTruthy()
  const topic = { kind: 'tasks' as const, storeId: STORE }
  const follows = () =>
    FakeSocket.all.find(({ heard }) => heard.some((m) => m.type === 'follow' && m.topic.kind === 'tasks'))
  await waitFor(() => expect(follows()).toBeTruthy())
  kept.push(task(1))
  follows()?.say({ type: 'changed', topic, what: 'task' })
  expect((await table()).getByText('报价 1')).toBeTruthy()
})

it('asks for no cars where the person may see none', async () => {
  serve([task(1)], ['store.manage_resources'])
  openPage()
  expect((await table()).getByText('报价 1')).toBeTruthy()
  expect(api.calls(workorder.board)).toEqual([])
})

it('leads from what is to be looked at to the steps, and back', async () => {
  serve([task(1)])
  openAt(`/stores/${STORE}/staff-todos`)
  expect(await screen.findByText('没有待办')).toBeTruthy()
  fireEvent.click(await screen.findByText('我的任务 1'))
  expect((await table()).getByText('报价 1')).toBeTruthy()
  fireEvent.click(screen.getByText('已处理'))
  expect(await screen.findByText('还没有处理过的待办')).toBeTruthy()
})
