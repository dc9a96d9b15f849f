import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { row, rowId, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, openBoard, order, panel, press } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: '搜索预约' })
const type = (text: string) => fireEvent.change(box(), { target: { value: text } })
const key = (name: string) => fireEvent.keyDown(box(), { key: name })
const active = () => screen.getAllByRole('option', { selected: true }).map((option) => option.textContent)

it('filters the rows at once by plate tail, phone tail and surname', async () => {
  await openBoard(api, { rows: [row(1), row(2, { maskedName: '王**' }), row(3)] })
  type('2')
  expect(order()).toEqual([rowId(2)])
  type('103')
  expect(order()).toEqual([rowId(3)])
  type('1001')
  expect(order()).toEqual([rowId(1)])
  type('王')
  expect(order()).toEqual([rowId(2)])
  type('')
  expect(order()).toHaveLength(3)
})

it('asks the server from the second character on', async () => {
  api.on(board.search, () => [])
  await openBoard(api, { rows: [row(1)] })
  press('/')
  type('1')
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(api.calls(board.search)).toHaveLength(0)
  type('17')
  expect(await screen.findByText(/没有找到「17」/)).toBeTruthy()
  expect(api.calls(board.search).map(({ query }) => query.get('q'))).toEqual(['17'])
})

it('chooses with the arrows and opens with Enter, on the day of the booking', async () => {
  const day = addDays(today(), 3)
  api.on(board.search, () => [row(8), row(9, { day })])
  await openBoard(api, { rows: [row(1), row(9)] })
  press('/')
  type('10')
  await screen.findAllByRole('option')
  key('ArrowDown')
  key('ArrowDown')
  expect(active()[0]).toContain('109')
  key('Enter')
  await waitFor(() => expect(window.location.pathname).toBe(`/console/stores/${STORE}/bookings`))
  expect(new URLSearchParams(window.location.search).get('day')).toBe(day)
  expect(await screen.findByText('BK00000009')).toBeTruthy()
  expect(box().value).toBe('')
})

it('opens what fits the text as typed when Enter comes before the answer', async () => {
  api.on(board.search, ({ query }) => (query.get('q') === '101' ? [row(1)] : [row(2)]))
  await openBoard(api, { rows: [row(1), row(2)] })
  press('/')
  type('10')
  await screen.findAllByRole('option')
  type('101')
  key('Enter')
  await waitFor(() => expect(panel().getByText('BK00000001')).toBeTruthy())
})

it('does not search for half a syllable of an input method', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('/')
  fireEvent.compositionStart(box())
  fireEvent.input(box(), { target: { value: 'zh' }, isComposing: true })
  expect(order()).toHaveLength(1)
  key('Escape')
  fireEvent.compositionEnd(box(), { target: { value: '张' } })
  expect(order()).toHaveLength(1)
  expect(api.calls(board.search)).toHaveLength(0)
})

it('clears with Escape and gives the keys back to the board', async () => {
  await openBoard(api, { rows: [row(1), row(2)] })
  press('/')
  type('102')
  key('Escape')
  expect(box().value).toBe('')
  expect(document.activeElement).not.toBe(box())
  press('j')
  expect(screen.getAllByRole('row', { selected: true })).toHaveLength(1)
})
