import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board, type booking } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { row, rowId } from './support/people'
import { closeBrowser, freshBrowser, openBoard, panel, press, queryPanel } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const standing = (state: booking.BookingState, version: number) => ({ id: rowId(1), state, version })
const selected = () => screen.getAllByRole('row', { selected: true }).map((line) => line.dataset['id'])

it('moves with j and k, stays inside the list, opens with Enter and closes with Escape', async () => {
  await openBoard(api, { rows: [row(1), row(2), row(3)] })
  press('j')
  expect(selected()).toEqual([rowId(1)])
  press('j')
  press('j')
  press('j')
  expect(selected()).toEqual([rowId(3)])
  press('k')
  expect(selected()).toEqual([rowId(2)])
  press('Enter')
  expect(panel().getByText('BK00000002')).toBeTruthy()
  press('k')
  expect(panel().getByText('BK00000001')).toBeTruthy()
  press('Escape')
  expect(queryPanel()).toBeNull()
})

it('opens the selected row with Enter even when a link was clicked before', async () => {
  await openBoard(api, { rows: [row(1)] })
  screen.getByRole('link', { name: '今日' }).focus()
  press('j')
  press('Enter')
  expect(panel().getByText('BK00000001')).toBeTruthy()
})

it('confirms with c and arrives with a, with the version each key saw', async () => {
  const day = { rows: [row(1, { version: 5 }), row(2)] }
  api.on(board.confirm, () => {
    day.rows = [row(1, { state: 'confirmed', version: 6 }), row(2)]
    return standing('confirmed', 6)
  })
  api.on(board.arrive, () => {
    day.rows = [row(1, { state: 'arrived', version: 7 }), row(2)]
    return standing('arrived', 7)
  })
  await openBoard(api, day)
  press('j')
  press('c')
  await screen.findByText(/已确认 · /)
  press('a')
  await screen.findByText(/已登记到店 · /)
  expect(api.calls(board.confirm)[0]?.body).toEqual({ version: 5 })
  expect(api.calls(board.arrive)[0]?.body).toEqual({ version: 6 })
})

it('sends a key that is struck twice once', async () => {
  const day = { rows: [row(1)] }
  api.on(board.confirm, async () => {
    await new Promise((resolve) => setTimeout(resolve, 30))
    day.rows = [row(1, { state: 'confirmed', version: 2 })]
    return standing('confirmed', 2)
  })
  await openBoard(api, day)
  press('j')
  press('c')
  press('c')
  await screen.findByText(/已确认 · /)
  expect(api.calls(board.confirm)).toHaveLength(1)
})

it('says why a key cannot work', async () => {
  await openBoard(api, { rows: [row(1, { state: 'arrived' })] })
  press('c')
  expect(await screen.findByText('请先用 j / k 或鼠标选中一个预约')).toBeTruthy()
  press('j')
  press('c')
  expect(await screen.findByText('只有待确认的预约可以确认')).toBeTruthy()
  expect(api.calls(board.confirm)).toHaveLength(0)
})

it('opens the reject form with x, and Escape leaves the form before the panel', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('j')
  press('x')
  const note = panel().getByRole('textbox')
  expect(document.activeElement).toBe(note)
  fireEvent.keyDown(note, { key: 'Escape' })
  expect(panel().queryByRole('textbox')).toBeNull()
  expect(queryPanel()).not.toBeNull()
  press('Escape')
  expect(queryPanel()).toBeNull()
})

it('never acts while somebody types, composes, or holds a modifier', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('j')
  press('/')
  const box = screen.getByRole('combobox', { name: '搜索预约' })
  expect(document.activeElement).toBe(box)
  press('c')
  press('?')
  press('x')
  fireEvent.keyDown(document.body, { key: 'c', ctrlKey: true })
  fireEvent.keyDown(document.body, { key: 'c', isComposing: true })
  fireEvent.keyDown(document.body, { key: 'c', repeat: true })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(api.calls(board.confirm)).toHaveLength(0)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(queryPanel()).toBeNull()
})

it('does not act on a row that the filter hides', async () => {
  const day = { rows: [row(1), row(2, { state: 'confirmed' })] }
  api.on(board.confirm, () => {
    day.rows = [row(1, { state: 'confirmed', version: 2 }), row(2, { state: 'confirmed' })]
    return standing('confirmed', 2)
  })
  await openBoard(api, day)
  fireEvent.click(screen.getByRole('button', { name: /^待确认/ }))
  press('j')
  press('c')
  await waitFor(() => expect(document.querySelector(`[data-id="${rowId(1)}"]`)).toBeNull())
  press('a')
  expect(await screen.findByText('请先用 j / k 或鼠标选中一个预约')).toBeTruthy()
  expect(api.calls(board.arrive)).toHaveLength(0)
})

it('shows the shortcuts with ?, and acts on nothing behind them', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('j')
  press('?')
  expect(await screen.findByText('在输入框中打字时，快捷键不起作用。')).toBeTruthy()
  press('c')
  fireEvent.keyDown(document.body, { key: 'c' })
  expect(api.calls(board.confirm)).toHaveLength(0)
})
