import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { board, permissions, type booking, type Permission, type View } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { row, rowId, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, openBoard, press, type Day } from './support/screen'
import { lastSocket } from './support/sockets'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => {
  jest.useRealTimers()
  closeBrowser()
})

type Waiting = View<typeof board.confirmQueue>[number]

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const MINUTE = 60_000

/** The `n`-th booking waits, and should be answered in so many minutes. */
const waiting = (n: number, minutes: number, over: Partial<board.BoardRow> = {}): Waiting => ({
  ...{ row: row(n, over), waitedMinutes: 15 - minutes, dueAt: inMs(minutes * MINUTE + 500) },
})

const panel = () => within(screen.getByRole('complementary', { name: '待确认' }))
const items = () => [...document.querySelectorAll<HTMLElement>('[data-waiting]')].map((one) => one.dataset['waiting'])
const item = (n: number) => within(document.querySelector<HTMLElement>(`[data-waiting="${rowId(n)}"]`)!)
const bodies = (endpoint: typeof board.confirm | typeof board.reject) => api.calls(endpoint).map(({ body }) => body)

const threeDays = (): Day => ({
  rows: [row(1)],
  queue: [
    waiting(1, -3),
    waiting(2, 4, { day: addDays(today(), 1), version: 3 }),
    waiting(3, 12, { day: addDays(today(), 9) }),
  ],
})

/** Answers a command, and the queue loses what was answered. */
function letAnswer(day: Day) {
  const answer = (state: booking.BookingState) => (seen: { path: string }) => {
    const id = seen.path.split('/')[3]!
    day.queue = day.queue?.filter((one) => one.row.id !== id)
    return { id, state, version: 9 }
  }
  api.on(board.confirm, answer('confirmed'))
  api.on(board.reject, answer('rejected'))
}

async function openQueue(day: Day, held?: readonly Permission[]) {
  await openBoard(api, day, { held })
  await screen.findByRole('button', { name: /^全部待确认 \d/ })
  press('q')
}

it('counts what waits on any day beside the tools, in the colour of what is due first', async () => {
  await openBoard(api, threeDays())
  const button = await screen.findByRole('button', { name: /^全部待确认 3/ })
  expect(button.className).toContain('light-red')
})

it('shows all days, longest waiting first, each counting down to its answer', async () => {
  await openQueue(threeDays())
  expect(items()).toEqual([rowId(1), rowId(2), rowId(3)])
  expect(item(1).getByRole('timer').textContent).toMatch(/^已超时 0[23]:\d\d$/)
  expect(item(1).getByRole('timer').className).toContain('light-red')
  expect(item(2).getByRole('timer').textContent).toMatch(/^还剩 0[34]:\d\d$/)
  expect(item(2).getByRole('timer').className).toContain('light-yellow')
  expect(item(3).getByRole('timer').className).toContain('light-green')
  expect(item(2).getByText(/^明天/)).toBeTruthy()
})

it('says a time for what has not to be answered soon', async () => {
  await openQueue({ rows: [row(1)], queue: [{ ...waiting(1, 12), dueAt: inMs(11 * 60 * MINUTE) }] })
  expect(item(1).getByRole('timer').textContent).toMatch(/前答复$/)
})

it('confirms by keyboard and goes on to the next one', async () => {
  const day = threeDays()
  letAnswer(day)
  await openQueue(day)
  press('j')
  press('c')
  await waitFor(() => expect(items()).toEqual([rowId(1), rowId(3)]))
  expect(bodies(board.confirm)).toEqual([{ version: 3 }])
  expect(item(3).getByRole('button', { current: true })).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^全部待确认 2/ })).toBeTruthy()
})

it('turns one down with a reason and the other times that are still ticked', async () => {
  const day = threeDays()
  letAnswer(day)
  const times = [
    { day: today(), minute: 840 },
    { day: today(), minute: 900 },
    { day: addDays(today(), 1), minute: 600 },
  ]
  api.on(board.alternatives, () => times)
  await openQueue(day)
  press('x')
  const form = within(screen.getByRole('form', { name: '不接受这个预约' }))
  const second = await form.findByRole('checkbox', { name: '今天 15:00' })
  expect(form.getAllByRole('checkbox')).toHaveLength(3)
  fireEvent.click(second)
  fireEvent.click(form.getByRole('radio', { name: '当天无法安排' }))
  fireEvent.click(form.getByRole('button', { name: '确定不接受' }))
  await waitFor(() => expect(items()).toEqual([rowId(2), rowId(3)]))
  expect(bodies(board.reject)).toEqual([
    { version: 1, reason: 'no_capacity', note: '', proposals: [times[0], times[2]] },
  ])
})

it('offers no other time for what the store does not do, and Escape goes back before it leaves', async () => {
  const day = threeDays()
  letAnswer(day)
  api.on(board.alternatives, () => [{ day: today(), minute: 840 }])
  await openQueue(day)
  press('x')
  await screen.findByRole('checkbox')
  fireEvent.click(screen.getByRole('radio', { name: '本店不做该项目' }))
  expect(screen.queryByRole('checkbox')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '确定不接受' }))
  await waitFor(() => expect(bodies(board.reject)).toHaveLength(1))
  expect(bodies(board.reject)[0]).toMatchObject({ reason: 'not_serviced', proposals: [] })
  await waitFor(() => expect(items()).toHaveLength(2))
  press('x')
  fireEvent.keyDown(screen.getByRole('form', { name: '不接受这个预约' }), { key: 'Escape' })
  expect(panel().getByRole('button', { name: /确认预约/ })).toBeTruthy()
  press('Escape')
  expect(screen.queryByRole('complementary', { name: '待确认' })).toBeNull()
})

it('never overwrites a colleague: says so, and lets go of what was answered', async () => {
  const day = threeDays()
  api.on(board.confirm, () => {
    day.queue = day.queue?.slice(1)
    return new Refusal('booking.state_changed')
  })
  await openQueue(day)
  press('c')
  expect(await screen.findByText(/刚被/)).toBeTruthy()
  await waitFor(() => expect(items()).toEqual([rowId(2), rowId(3)]))
})

it('asks again in the same moment as a notice comes, whatever day it is about', async () => {
  const day = threeDays()
  await openQueue(day)
  await screen.findByText('实时')
  // The looks that follow the connection are over.
  await act(() => new Promise((resolve) => setTimeout(resolve, 1_700)))
  day.queue = [...(day.queue ?? []), waiting(4, 15, { day: addDays(today(), 5) })]
  const before = api.calls(board.confirmQueue).length
  lastSocket().say({
    ...{ type: 'changed', topic: { kind: 'board', storeId: STORE }, day: addDays(today(), 5), what: 'placed' },
  })
  expect(api.calls(board.confirmQueue)).toHaveLength(before + 1)
  await waitFor(() => expect(items()).toHaveLength(4))
})

it('is only looked at by who may not confirm', async () => {
  await openQueue(
    threeDays(),
    (Object.keys(permissions) as Permission[]).filter((one) => one !== 'booking.confirm'),
  )
  expect(panel().queryByRole('button', { name: /确认预约/ })).toBeNull()
  press('c')
  expect(await screen.findByText(/没有确认预约的权限/)).toBeTruthy()
  expect(bodies(board.confirm)).toEqual([])
})

it('says when nothing waits', async () => {
  await openBoard(api, { rows: [row(1, { state: 'confirmed' })] })
  press('q')
  expect(await screen.findByText('新的预约会自动出现在这里。')).toBeTruthy()
})
