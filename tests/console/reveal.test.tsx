import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { board } from '@pitlane/contract'
import { act, fireEvent, screen } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { row, rowId } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel, press } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(board.reveal, () => person)
})
afterEach(() => {
  jest.useRealTimers()
  closeBrowser()
})

const person = { name: '张小龙', phone: '13812341001', plate: '沪A12101', vin: 'LSVAU2180N2183294' }
const traces = /张小龙|138 ?1234 ?1001|沪A·?12101|LSVAU2180N2183294/
const page = () => document.body.innerHTML
const ask = async (reason: string) => {
  fireEvent.click(panel().getByRole('button', { name: '查看完整信息' }))
  fireEvent.change(panel().getByLabelText('查看原因'), { target: { value: reason } })
  fireEvent.click(panel().getByRole('button', { name: '查看' }))
  await act(async () => undefined)
}

it('shows masked data only, until somebody asks with a reason', async () => {
  const client = await openBoard(api, { rows: [row(1)] })
  fireEvent.click(lineOf(rowId(1)))
  expect(panel().getByText('138****1001')).toBeTruthy()
  expect(page()).not.toMatch(traces)
  await ask('x')
  expect(panel().getByRole('alert').textContent).toContain('至少 2 个字')
  expect(api.calls(board.reveal)).toHaveLength(0)
  fireEvent.click(panel().getByRole('button', { name: '核对到店车辆' }))
  fireEvent.click(panel().getByRole('button', { name: '查看' }))
  expect(await panel().findByText('138 1234 1001')).toBeTruthy()
  expect(panel().getByText('沪A·12101')).toBeTruthy()
  expect(panel().getByText('LSVAU2180N2183294')).toBeTruthy()
  expect(api.calls(board.reveal)[0]?.body).toEqual({ reason: '核对到店车辆' })
  const kept = JSON.stringify([
    client
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
    client
      .getMutationCache()
      .getAll()
      .map(({ state }) => state.data),
  ])
  expect(kept).not.toMatch(traces)
})

it('hides it again after 60 seconds, and not before', async () => {
  await openBoard(api, { rows: [row(1)] })
  fireEvent.click(lineOf(rowId(1)))
  jest.useFakeTimers()
  await ask('联系车主')
  expect(page()).toMatch(traces)
  await act(() => jest.advanceTimersByTimeAsync(58_000))
  expect(page()).toMatch(traces)
  expect(screen.getByText(/^[12] 秒后自动隐藏$/)).toBeTruthy()
  await act(() => jest.advanceTimersByTimeAsync(2_100))
  expect(page()).not.toMatch(traces)
})

it('hides it at once on request and when another booking is opened', async () => {
  await openBoard(api, { rows: [row(1), row(2)] })
  fireEvent.click(lineOf(rowId(1)))
  await ask('联系车主')
  expect(page()).toMatch(traces)
  fireEvent.click(panel().getByRole('button', { name: '立即隐藏' }))
  expect(page()).not.toMatch(traces)
  await ask('再次联系')
  expect(page()).toMatch(traces)
  press('j')
  expect(page()).not.toMatch(traces)
})

it('says who may see it to those who may not', async () => {
  await openBoard(api, { rows: [row(1)] }, { held: ['booking.read'] })
  fireEvent.click(lineOf(rowId(1)))
  expect(panel().queryByRole('button', { name: '查看完整信息' })).toBeNull()
  expect(panel().getByText(/需要「查看完整联系方式」权限/)).toBeTruthy()
})

it('shows a refusal in place', async () => {
  api.on(board.reveal, () => new Refusal('request.too_many'))
  await openBoard(api, { rows: [row(1)] })
  fireEvent.click(lineOf(rowId(1)))
  await ask('联系车主')
  expect(await panel().findByText('操作太频繁了，请稍后再试。')).toBeTruthy()
})
