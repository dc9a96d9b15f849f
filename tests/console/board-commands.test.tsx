import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { Refusal, REQUEST_ID, type FakeApi } from './support/api'
import { row, rowId, today } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel, type Day } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(board.alternatives, () => [])
})
afterEach(closeBrowser)

const click = (name: string | RegExp) => fireEvent.click(panel().getByRole('button', { name }))
const openRow = (n: number) => fireEvent.click(lineOf(rowId(n)))
const answerWith = (day: Day, n: number, state: board.BoardRow['state']) => () => {
  day.rows = day.rows.map((r) => (r.id === rowId(n) ? { ...r, state, version: r.version + 1 } : r))
  const { id, version } = day.rows.find((r) => r.id === rowId(n))!
  return { id, state, version }
}

it('confirms with the version that was seen, and shows the new state', async () => {
  const day = { rows: [row(1, { version: 7 })] }
  api.on(board.confirm, answerWith(day, 1, 'confirmed'))
  await openBoard(api, day)
  openRow(1)
  click(/确认预约/)
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已确认'))
  expect(api.calls(board.confirm).map(({ body }) => body)).toEqual([{ version: 7 }])
  expect(api.calls(board.confirm)[0]?.path).toBe(`/api/bookings/${rowId(1)}/confirmation`)
})

it('sends a double click once', async () => {
  const day = { rows: [row(1)] }
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  api.on(board.confirm, () => held.then(answerWith(day, 1, 'confirmed')))
  await openBoard(api, day)
  openRow(1)
  const button = panel().getByRole('button', { name: /确认预约/ })
  fireEvent.click(button)
  fireEvent.click(button)
  fireEvent.click(button)
  release()
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已确认'))
  expect(api.calls(board.confirm)).toHaveLength(1)
})

it('rejects with a reason of the contract and a note', async () => {
  const day = { rows: [row(1, { version: 3 })] }
  const proposals = [{ day: today(), minute: 840 }]
  api.on(board.reject, answerWith(day, 1, 'rejected'))
  api.on(board.alternatives, () => proposals)
  await openBoard(api, day)
  openRow(1)
  click(/不接受/)
  await panel().findByRole('checkbox', { name: '今天 14:00' })
  fireEvent.click(panel().getByRole('radio', { name: '当天无法安排' }))
  fireEvent.change(panel().getByRole('textbox'), { target: { value: ' 明天上午可以 ' } })
  click('确定不接受')
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('未接受'))
  expect(api.calls(board.reject)[0]?.body).toEqual({
    version: 3,
    reason: 'no_capacity',
    note: '明天上午可以',
    proposals,
  })
})

it('asks for words when the reason is another one', async () => {
  const day = { rows: [row(1)] }
  api.on(board.reject, answerWith(day, 1, 'rejected'))
  await openBoard(api, day)
  openRow(1)
  click(/不接受/)
  fireEvent.click(panel().getByRole('radio', { name: '其他原因' }))
  click('确定不接受')
  expect(panel().getByRole('alert').textContent).toContain('请写一句说明')
  expect(api.calls(board.reject)).toHaveLength(0)
})

it('cancels for the store with a note, and not without one', async () => {
  const day = { rows: [row(1, { state: 'confirmed', version: 4 })] }
  api.on(board.cancelForCustomer, answerWith(day, 1, 'cancelled'))
  await openBoard(api, day)
  openRow(1)
  click('取消预约')
  fireEvent.click(panel().getByRole('radio', { name: /门店原因/ }))
  click('确定取消')
  expect(api.calls(board.cancelForCustomer)).toHaveLength(0)
  fireEvent.change(panel().getByRole('textbox'), { target: { value: '举升机故障' } })
  click('确定取消')
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已取消'))
  expect(api.calls(board.cancelForCustomer)[0]?.body).toEqual({ version: 4, by: 'store', note: '举升机故障' })
})

it('records a no-show only after the slot has begun, and only after a second thought', async () => {
  const day = {
    rows: [row(1, { state: 'confirmed', minute: 0, endMinute: 60 }), row(2, { state: 'confirmed', minute: 1439 })],
  }
  api.on(board.markNoShow, answerWith(day, 1, 'no_show'))
  await openBoard(api, day)
  openRow(2)
  expect(panel().queryByRole('button', { name: '登记未到店' })).toBeNull()
  openRow(1)
  click('登记未到店')
  expect(api.calls(board.markNoShow)).toHaveLength(0)
  click('确定未到店')
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('未到店'))
})

it('shows what a colleague did first instead of an error', async () => {
  const day: Day = { rows: [row(1)] }
  api.on(board.confirm, () => {
    day.rows = [row(1, { state: 'cancelled', version: 2, closingNote: '行程有变' })]
    return new Refusal('booking.state_changed')
  })
  await openBoard(api, day)
  const before = api.calls(board.board).length
  openRow(1)
  click(/确认预约/)
  expect(await screen.findByText(/这个预约刚被处理过，已为您刷新，现在是「已取消」/)).toBeTruthy()
  expect(lineOf(rowId(1)).textContent).toContain('已取消')
  expect(api.calls(board.board).length).toBeGreaterThan(before)
  expect(panel().queryByRole('button', { name: /确认预约/ })).toBeNull()
})

it('shows a refusal in the panel with its request id, and keeps what was typed', async () => {
  const day = { rows: [row(1)] }
  api.on(board.reject, () => new Refusal('server.unavailable'))
  await openBoard(api, day)
  openRow(1)
  click(/不接受/)
  fireEvent.change(panel().getByRole('textbox'), { target: { value: '配件下周到' } })
  click('确定不接受')
  expect(await panel().findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
  expect(panel().getByText(`编号 ${REQUEST_ID}`)).toBeTruthy()
  expect(panel().getByRole<HTMLTextAreaElement>('textbox').value).toBe('配件下周到')
})

it('leaves out what the person may not do', async () => {
  await openBoard(api, { rows: [row(1)] }, { held: ['booking.read', 'booking.arrive'] })
  openRow(1)
  expect(panel().queryByRole('button', { name: /确认预约|不接受|取消预约/ })).toBeNull()
})
