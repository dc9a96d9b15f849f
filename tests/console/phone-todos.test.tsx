import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { identity, messaging } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId, staff, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'
import { lastSocket } from './support/sockets'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const todo = (n: number, over: Partial<messaging.PhoneTodoView> = {}): messaging.PhoneTodoView => ({
  id: rowId(n),
  kind: 'undelivered',
  title: `到店提醒没有送达 ${n}`,
  reason: '请致电车主，提醒11月25日（周三）14:00到店。',
  bookingId: rowId(900 + n),
  maskedName: '张*',
  maskedPhone: '138****1001',
  dueAt: inAnHour(),
  createdAt: new Date().toISOString(),
  state: 'open',
  outcome: null,
  note: null,
  doneBy: null,
  doneAt: null,
  ...over,
})

/** The calls of the store as the server holds them. */
function serve(todos: messaging.PhoneTodoView[]): messaging.PhoneTodoView[] {
  const kept = todos
  api.on(identity.staffMe, () => staff())
  api.on(messaging.phoneTodos, ({ query }) => ({
    items: kept.filter(({ state }) => state === query.get('state')),
    next: null,
    open: kept.filter(({ state }) => state === 'open').length,
  }))
  logIn()
  return kept
}

const openPage = (search = '') => openAt(`/stores/${STORE}/phone-todos${search}`)
const panel = () => within(screen.getByRole('complementary', { name: '电话详情' }))
const open = async (n: number) =>
  fireEvent.click(await screen.findByRole('button', { name: `处理 到店提醒没有送达 ${n}` }))

it('lists the calls to make, marks those that come too late, and counts them', async () => {
  serve([todo(1), todo(2, { dueAt: '2026-01-01T01:00:00.000Z', kind: 'unconfirmed', title: '预约还没有确认' })])
  openPage()
  const table = within(await screen.findByRole('table', { name: '电话待办' }))
  expect(table.getAllByRole('row')).toHaveLength(3)
  expect(table.getByText('预约待确认')).toBeTruthy()
  expect(table.getAllByText('已过')).toHaveLength(1)
  expect(screen.getByText('待处理 2')).toBeTruthy()
  expect(screen.getByRole('link', { name: '电话待办' }).getAttribute('aria-current')).toBe('page')
})

it('shows the number when somebody calls, and keeps it nowhere', async () => {
  serve([todo(1)])
  api.on(messaging.revealTodo, () => ({ name: '张三丰', phone: '13800001001' }))
  openPage()
  await open(1)
  expect(panel().getByText('138****1001')).toBeTruthy()
  fireEvent.click(panel().getByRole('button', { name: '显示号码' }))
  expect(await panel().findByText('138 0000 1001')).toBeTruthy()
  expect(panel().getByText('张三丰')).toBeTruthy()
  expect(panel().getByRole('link', { name: '查看当天的预约' }).getAttribute('href')).toContain('/bookings?day=')
  fireEvent.click(panel().getByRole('button', { name: '关闭' }))
  await open(1)
  expect(panel().queryByText('138 0000 1001')).toBeNull()
})

it('finishes a call with its result', async () => {
  const kept = serve([todo(1), todo(2)])
  api.on(messaging.finishTodo, () => {
    const [first] = kept.splice(0, 1)
    const done = { ...todo(1), ...first, state: 'done', outcome: 'no_answer', note: '下午再打' } as const
    kept.push({ ...done, doneBy: '李静', doneAt: new Date().toISOString() })
    return done
  })
  openPage()
  await open(1)
  const form = within(panel().getByRole('form', { name: '登记结果' }))
  fireEvent.click(form.getByRole('radio', { name: '无人接听' }))
  fireEvent.change(form.getByLabelText('备注（选填）'), { target: { value: ' 下午再打 ' } })
  const submit = form.getByRole('button', { name: '完成' })
  fireEvent.click(submit)
  fireEvent.click(submit)
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  expect(api.calls(messaging.finishTodo)).toMatchObject([
    { path: `/api/phone-todos/${rowId(1)}/completion`, body: { outcome: 'no_answer', note: '下午再打' } },
  ])
  await waitFor(() => expect(screen.getByText('待处理 1')).toBeTruthy())
  fireEvent.click(screen.getByText('已处理'))
  expect(await screen.findByText('无人接听')).toBeTruthy()
  expect(window.location.search).toBe('?state=done')
  fireEvent.click(screen.getByRole('button', { name: '查看 到店提醒没有送达 1' }))
  expect(panel().getByText('李静')).toBeTruthy()
  expect(panel().queryByRole('button', { name: '完成' })).toBeNull()
  expect(panel().queryByRole('button', { name: '显示号码' })).toBeNull()
})

it('says so when a colleague was faster, and reads the list anew', async () => {
  const kept = serve([todo(1)])
  api.on(messaging.finishTodo, () => {
    kept.length = 0
    return new Refusal('messaging.todo_done')
  })
  openPage()
  await open(1)
  fireEvent.click(panel().getByRole('button', { name: '完成' }))
  expect(await screen.findByText('没有要打的电话')).toBeTruthy()
})

it('hears of a new call', async () => {
  const kept = serve([])
  openPage()
  expect(await screen.findByText('没有要打的电话')).toBeTruthy()
  await waitFor(() => expect(lastSocket().heard.some(({ type }) => type === 'follow')).toBe(true))
  kept.push(todo(1))
  lastSocket().say({ type: 'changed', topic: { kind: 'board', storeId: STORE }, what: 'phone_todo', day: today() })
  expect(await screen.findByText('到店提醒没有送达 1')).toBeTruthy()
})

it('is not there for those who call nobody', async () => {
  api.on(identity.staffMe, () => staff(['booking.read']))
  logIn()
  openPage()
  expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '电话待办' })).toBeNull()
  expect(api.calls(messaging.phoneTodos)).toHaveLength(0)
})

it('offers another try when the list does not come', async () => {
  api.on(identity.staffMe, () => staff())
  api.on(messaging.phoneTodos, () => new Refusal('server.unavailable'))
  logIn()
  openPage()
  expect(await screen.findByText('没有加载成功')).toBeTruthy()
  serve([todo(1)])
  fireEvent.click(screen.getByRole('button', { name: '重新加载' }))
  expect(await screen.findByText('到店提醒没有送达 1')).toBeTruthy()
})
