import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board, identity, ops, store, storeSettings } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { sayDate } from '../../console/src/lib/time'
import { Refusal, type FakeApi } from './support/api'
import { OTHER_STORE, row, rowId, staff, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, lineOf, logIn, openAt, openBoard, order } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const rail = () => within(screen.getByRole('navigation', { name: '主菜单' })).getAllByRole('link')
const month = today().slice(0, 7)
const plain = (day: string): store.CalendarDay => ({
  ...{ day, isOpen: true, opensMinute: 510, closesMinute: 1080, note: null, source: 'pattern' },
})

it('shows each screen only to those who may open it', async () => {
  await openBoard(api, { rows: [row(1)] }, { held: ['booking.read'] })
  expect(rail().map((link) => link.textContent)).toEqual(['今日', '预约'])
  closeBrowser()
  await openBoard(api, { rows: [row(1)] })
  expect(rail().map((link) => link.textContent)).toEqual([
    '今日',
    '预约',
    '工单',
    '派工',
    '质检',
    '收银',
    '卡券',
    '微信对账',
    '电话待办',
    '店务待办',
    '取送与代步',
    '消息',
    '营业日历',
    '产能设置',
    '后台任务',
  ])
})

it('does not open by address what the rail hides', async () => {
  await openBoard(api, { rows: [] }, { held: ['booking.read'], path: `/stores/${STORE}/settings/jobs` })
  expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
  expect(api.calls(ops.deadJobs)).toHaveLength(0)
})

it('tells somebody without a store what to do', async () => {
  api.on(identity.staffMe, () => staff([], { stores: [] }))
  logIn()
  openAt('/')
  expect(await screen.findByText('您的账号还没有分配门店')).toBeTruthy()
})

it('works for the store in the address, and for the one that is switched to', async () => {
  const profile = staff()
  const other = { id: OTHER_STORE, name: '徐汇快修店', today: today(), permissions: ['booking.read'] }
  await openBoard(api, { rows: [row(1)] })
  api.on(identity.staffMe, () => ({ ...profile, stores: [...profile.stores, other] }))
  closeBrowser()
  openAt(`/stores/${STORE}/today`)
  await screen.findByRole('grid')
  fireEvent.mouseDown(screen.getByRole('combobox', { name: '门店' }))
  fireEvent.click(await screen.findByText('徐汇快修店'))
  await waitFor(() => expect(window.location.pathname).toBe(`/console/stores/${OTHER_STORE}/today`))
  await waitFor(() => expect(api.calls(board.board).at(-1)?.path).toBe(`/api/stores/${OTHER_STORE}/board`))
})

it('reads day and state from the address', async () => {
  const day = addDays(today(), 2)
  await openBoard(
    api,
    { rows: [row(1), row(2, { state: 'confirmed' })] },
    { path: `/stores/${STORE}/bookings?day=${day}&state=confirmed` },
  )
  expect(order()).toEqual([rowId(2)])
  expect(api.calls(board.board).at(-1)?.query.get('day')).toBe(day)
  expect(lineOf(rowId(2))).toBeTruthy()
})

it('closes a day with a note, and shows why it cannot be closed', async () => {
  api.on(identity.staffMe, () => staff())
  api.on(store.calendar, () => [plain(today())])
  api.on(store.setDay, () => new Refusal('store.day_has_bookings'))
  api.on(storeSettings.dayHistory, () => [])
  logIn()
  openAt(`/stores/${STORE}/settings/calendar?month=${month}`)
  fireEvent.click(await screen.findByRole('button', { name: `修改 ${sayDate(today())}` }))
  const form = within(screen.getByRole('form', { name: '修改营业时间' }))
  fireEvent.click(form.getByRole('switch'))
  fireEvent.change(form.getByLabelText(/说明/), { target: { value: ' 年终盘点 ' } })
  fireEvent.click(form.getByRole('button', { name: '保存' }))
  expect(await form.findByText(/已有预约，请先处理这些预约/)).toBeTruthy()
  expect(form.getByRole('link', { name: '查看当天的预约' }).getAttribute('href')).toContain(`day=${today()}`)
  const body = { isOpen: false, opensMinute: 510, closesMinute: 1080, note: '年终盘点' }
  expect(api.calls(store.setDay)[0]).toMatchObject({ path: `/api/stores/${STORE}/days/${today()}`, body })
  const saved: store.CalendarDay = { ...plain(today()), isOpen: false, note: '年终盘点', source: 'manual' }
  api.on(store.setDay, () => saved)
  api.on(store.calendar, () => [saved])
  fireEvent.click(form.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('年终盘点')).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
})

it('leaves the past as it was', async () => {
  const past = addDays(`${month}-01`, -1)
  api.on(identity.staffMe, () => staff())
  api.on(store.calendar, () => [plain(past), plain(today())])
  logIn()
  openAt(`/stores/${STORE}/settings/calendar?month=${past.slice(0, 7)}`)
  const before = { is_open: 1, opens_minute: 510, closes_minute: 1080, note: null }
  const after = { isOpen: false, opensMinute: 0, closesMinute: 0, note: '店庆' }
  const entry = { id: rowId(7), at: new Date().toISOString(), byName: '王志远', action: 'store.set_day' }
  api.on(storeSettings.dayHistory, () => [{ ...entry, before, after }])
  fireEvent.click(await screen.findByRole('button', { name: `记录 ${sayDate(past)}` }))
  expect(await screen.findByText('修改前：营业 08:30–18:00')).toBeTruthy()
  expect(screen.getByText('修改后：休息 · 店庆')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^修改/ })).toBeNull()
  expect(screen.queryByRole('form')).toBeNull()
})

it('puts a dead job back to work, once', async () => {
  const job = {
    id: rowId(1),
    kind: 'booking.remind',
    attempts: 8,
    error: 'ETIMEDOUT',
    diedAt: new Date().toISOString(),
  }
  let jobs = [job]
  api.on(identity.staffMe, () => staff())
  api.on(ops.deadJobs, () => jobs)
  api.on(ops.retryJob, () => {
    jobs = []
    return { isQueued: true }
  })
  logIn()
  openAt(`/stores/${STORE}/settings/jobs`)
  const retry = await screen.findByRole('button', { name: '重新执行' })
  fireEvent.click(retry)
  fireEvent.click(retry)
  expect(await screen.findByText('没有失败的后台任务')).toBeTruthy()
  expect(api.calls(ops.retryJob)).toHaveLength(1)
})
