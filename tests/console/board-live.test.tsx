import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { board, identity } from '@pitlane/contract'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { resources, row, rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, order, panel, type Day } from './support/screen'
import { FakeSocket, lastSocket } from './support/sockets'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => {
  jest.useRealTimers()
  closeBrowser()
})

const changed = () => lastSocket().say({ type: 'changed', topic: { kind: 'board', storeId: STORE }, what: 'placed' })
const hover = (id: string) => fireEvent.mouseMove(lineOf(id))
const leave = () => fireEvent.mouseLeave(lineOf(rowId(4)).parentElement!)
const isLive = () => screen.findByText('实时')

/** Rows 4 and 6 are there; row 5 comes in between. */
const newcomer = (day: Day) => {
  day.rows = [row(4), row(5), row(6)]
  changed()
}

it('follows the board of the store with the token of the log-in', async () => {
  await openBoard(api, { rows: [row(4)] })
  await isLive()
  expect(lastSocket().url).toMatch(/\/live$/)
  expect(lastSocket().heard).toEqual([
    { type: 'hello', token: 'access-1' },
    { type: 'follow', topic: { kind: 'board', storeId: STORE } },
  ])
})

it('shows a new booking in its place, highlighted, with a notice', async () => {
  const day: Day = { rows: [row(4), row(6)] }
  await openBoard(api, day)
  await isLive()
  newcomer(day)
  await waitFor(() => expect(order()).toEqual([rowId(4), rowId(5), rowId(6)]))
  expect(lineOf(rowId(5)).className).toContain('is-new')
  expect(lineOf(rowId(4)).className).not.toContain('is-new')
  expect(screen.getByRole('button', { name: '新预约 1' })).toBeTruthy()
})

it('never moves rows under the pointer: the new one waits until the pointer has left', async () => {
  const day: Day = { rows: [row(4), row(6)] }
  await openBoard(api, day)
  await isLive()
  hover(rowId(6))
  newcomer(day)
  await screen.findByRole('button', { name: '新预约 1' })
  expect(order()).toEqual([rowId(4), rowId(6)])
  leave()
  expect(order()).toEqual([rowId(4), rowId(5), rowId(6)])
})

it('keeps a row in place that no longer fits the filter, until the pointer has left', async () => {
  const day: Day = { rows: [row(4), row(6)] }
  await openBoard(api, day)
  await isLive()
  fireEvent.click(screen.getByRole('button', { name: /^待确认/ }))
  hover(rowId(6))
  day.rows = [row(4, { state: 'confirmed', version: 2 }), row(6)]
  changed()
  await waitFor(() => expect(lineOf(rowId(4)).textContent).toContain('已确认'))
  expect(order()).toEqual([rowId(4), rowId(6)])
  leave()
  expect(order()).toEqual([rowId(6)])
})

it('keeps selection and panel when rows come in above', async () => {
  const day: Day = { rows: [row(6)] }
  await openBoard(api, day)
  await isLive()
  fireEvent.click(lineOf(rowId(6)))
  day.rows = [row(4), row(5), row(6)]
  changed()
  await waitFor(() => expect(order()).toHaveLength(3))
  expect(lineOf(rowId(6)).getAttribute('aria-selected')).toBe('true')
  expect(panel().getByText('BK00000006')).toBeTruthy()
})

it('leads to the new booking from the notice, past hover and filter', async () => {
  const day: Day = { rows: [row(4, { state: 'confirmed' }), row(6, { state: 'confirmed' })] }
  await openBoard(api, day)
  await isLive()
  fireEvent.click(screen.getByRole('button', { name: /已确认/ }))
  hover(rowId(6))
  day.rows = [...day.rows, row(5)]
  changed()
  fireEvent.click(await screen.findByRole('button', { name: '新预约 1' }))
  await waitFor(() => expect(lineOf(rowId(5)).getAttribute('aria-selected')).toBe('true'))
  expect(screen.queryByRole('button', { name: /新预约/ })).toBeNull()
})

it('says that it is reconnecting, asks every 15 seconds meanwhile, and catches up afterwards', async () => {
  const day: Day = { rows: [row(4)] }
  await openBoard(api, day)
  await isLive()
  jest.useFakeTimers()
  FakeSocket.isServerUp = false
  lastSocket().drop()
  expect(screen.getByText('正在重连')).toBeTruthy()
  const before = api.calls(board.board).length
  await act(() => jest.advanceTimersByTimeAsync(31_000))
  expect(api.calls(board.board).length - before).toBeGreaterThanOrEqual(2)
  const missed = api.calls(board.board).length
  day.rows = [row(4), row(5)]
  FakeSocket.isServerUp = true
  await act(() => jest.advanceTimersByTimeAsync(16_000))
  expect(screen.getByText('实时')).toBeTruthy()
  expect(api.calls(board.board).length).toBeGreaterThan(missed)
  expect(order()).toEqual([rowId(4), rowId(5)])
})

it('renews an expired token and says hello again', async () => {
  api.on(identity.refresh, () => ({
    accessToken: 'access-2',
    accessExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    refreshToken: 'refresh-2',
  }))
  await openBoard(api, { rows: [row(4)] })
  await isLive()
  jest.useFakeTimers()
  lastSocket().say({ type: 'refused', code: 'auth.expired' })
  await act(() => jest.advanceTimersByTimeAsync(3_000))
  expect(lastSocket().heard[0]).toEqual({ type: 'hello', token: 'access-2' })
  expect(screen.getByText('实时')).toBeTruthy()
})

it('says that an answer is due, and overdue after 15 minutes', async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await openBoard(api, { rows: [row(4, { placedAt: ago(14) }), row(5, { placedAt: ago(16) })] })
  expect(lineOf(rowId(4)).textContent).toContain('等 14 分快超时')
  expect(lineOf(rowId(5)).textContent).toContain('等 16 分已超时')
})

it('keeps the rows when a refresh fails, and says how old they are', async () => {
  await openBoard(api, { rows: [row(4)] })
  await isLive()
  api.on(board.board, () => new Refusal('server.unavailable'))
  changed()
  expect(await screen.findByText(/没能刷新，下面是 \d\d:\d\d 的内容/)).toBeTruthy()
  expect(order()).toEqual([rowId(4)])
})

it('offers a retry when nothing could be loaded, and what to do when there is nothing', async () => {
  const day: Day = { rows: [] }
  await openBoard(api, day)
  expect(await screen.findByText('今天还没有预约')).toBeTruthy()
  expect(screen.getByText(/会自动出现在这里/)).toBeTruthy()
  closeBrowser()
  await openBoard(
    api.on(board.board, () => new Refusal('server.unexpected')),
    day,
  )
  api.on(board.board, () => new Refusal('server.unexpected'))
  const retry = await screen.findByRole('button', { name: '重新加载' })
  api.on(board.board, ({ query }) => ({
    ...{ day: query.get('day') ?? '', isOpen: true, note: null, opensMinute: 510, closesMinute: 1080 },
    rows: [row(4)],
    ...resources,
  }))
  fireEvent.click(retry)
  await waitFor(() => expect(order()).toEqual([rowId(4)]))
})
