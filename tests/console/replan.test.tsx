import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { desk, type View } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi, type Seen } from './support/api'
import { row, rowId, step, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel, press, type Day } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

type Impact = View<typeof desk.replan>

const calm: Impact = {
  ...{ isSaved: false, endDay: '', endMinute: 930, reseated: 0, delayed: [], unseated: [], standing: null },
}

/** Answers with `impact`; what is not a dry run is saved. */
const letReplan = (day: Day, impact: Partial<Impact> = {}) =>
  api.on(desk.replan, ({ body }: Seen) => {
    const answer = { ...calm, endDay: today(), ...impact }
    const wish = body as { remainingMinutes: number; dryRun: boolean; version: number }
    if (wish.dryRun) return answer
    const finishedAt = wish.remainingMinutes === 0 ? new Date().toISOString() : null
    day.rows = day.rows.map((one) => (one.id === rowId(1) ? { ...one, version: wish.version + 1, finishedAt } : one))
    return {
      ...answer,
      isSaved: true,
      standing: { id: rowId(1), state: 'arrived' as const, version: wish.version + 1 },
    }
  })

const inWorkshop = (): Day => ({ rows: [row(1, { state: 'arrived', version: 4 }), row(2, { state: 'confirmed' })] })
const form = () => within(screen.getByRole('form', { name: '工时调整' }))
const bodies = () => api.calls(desk.replan).map(({ body }) => body as Record<string, unknown>)
const saved = () => bodies().filter(({ dryRun }) => dryRun === false)

async function openForm(day: Day) {
  await openBoard(api, day)
  fireEvent.click(lineOf(rowId(1)))
  press('t')
  return form()
}

it('says what it would do before it does it: the end, who changes place, who is delayed, who to call', async () => {
  const day = inWorkshop()
  letReplan(day, {
    ...{ reseated: 2, delayed: [{ bookingId: rowId(2), number: 'BK00000002', minutes: 30 }] },
    unseated: [{ bookingId: rowId(9), number: 'BK00000009' }],
  })
  const opened = await openForm(day)
  fireEvent.click(opened.getByRole('button', { name: '+30' }))
  expect(await opened.findByText('预计 今天 15:30 交车')).toBeTruthy()
  expect(opened.getByText('2 台车换工位或技师，时间不变')).toBeTruthy()
  expect(opened.getByText('推迟 1 台：沪A·**102 推迟 30 分')).toBeTruthy()
  expect(opened.getByText('需要联系 1 位车主改约：BK00000009')).toBeTruthy()
  expect(saved()).toEqual([])
  const { remainingMinutes } = bodies().at(-1) as { remainingMinutes: number }
  fireEvent.click(opened.getByRole('button', { name: '保存' }))
  expect(await screen.findByText(/已保存 · 沪A·\*\*101 今天 15:30 交车/)).toBeTruthy()
  expect(saved()).toEqual([{ version: 4, remainingMinutes, dryRun: false }])
  expect(screen.queryByRole('form', { name: '工时调整' })).toBeNull()
})

it('asks once for a number that is typed, and says so when nobody is disturbed', async () => {
  const day = inWorkshop()
  letReplan(day)
  const opened = await openForm(day)
  await opened.findByText('不影响其他客户')
  const before = bodies().length
  const field = opened.getByRole('spinbutton', { name: '还需（分钟）' })
  fireEvent.change(field, { target: { value: '4' } })
  fireEvent.change(field, { target: { value: '45' } })
  await waitFor(() => expect(bodies().at(-1)).toMatchObject({ remainingMinutes: 45, dryRun: true }))
  expect(bodies().length - before).toBe(1)
})

it('says that the car stays overnight', async () => {
  const day = inWorkshop()
  letReplan(day, { endDay: addDays(today(), 1), endMinute: 570 })
  const opened = await openForm(day)
  expect(await opened.findByText(/^预计 明天（.+）09:30 交车$/)).toBeTruthy()
  expect(opened.getByText('今天做不完，车辆过夜')).toBeTruthy()
})

it('registers that the work is done, and offers no more of it', async () => {
  const day = inWorkshop()
  letReplan(day)
  const opened = await openForm(day)
  fireEvent.click(opened.getByRole('button', { name: '完工' }))
  await opened.findByText(/^施工完成/)
  fireEvent.click(opened.getByRole('button', { name: '登记完工' }))
  expect(await screen.findByText('已登记完工 · 沪A·**101')).toBeTruthy()
  expect(saved()).toEqual([{ version: 4, remainingMinutes: 0, dryRun: false }])
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已完工'))
  expect(panel().queryByRole('button', { name: /工时调整/ })).toBeNull()
})

it('never overwrites a colleague: shows how it is now', async () => {
  const day = inWorkshop()
  api.on(desk.replan, ({ body }) => {
    if ((body as { dryRun: boolean }).dryRun) return { ...calm, endDay: today() }
    day.rows = [row(1, { state: 'arrived', version: 7, finishedAt: new Date().toISOString() })]
    return new Refusal('booking.state_changed')
  })
  const opened = await openForm(day)
  await opened.findByText('不影响其他客户')
  fireEvent.click(opened.getByRole('button', { name: '保存' }))
  expect(await screen.findByText(/刚被处理过，已为您刷新/)).toBeTruthy()
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已完工'))
})

it('says why not when it is refused, and stays', async () => {
  const day = inWorkshop()
  api.on(desk.replan, () => new Refusal('store.day_unknown'))
  const opened = await openForm(day)
  expect(await opened.findByRole('alert')).toBeTruthy()
  expect(opened.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
})

it('is for cars in the workshop only, and opens from the plan', async () => {
  letReplan(inWorkshop())
  const day = { rows: [row(1, { state: 'arrived', version: 4 }), row(8, { state: 'confirmed', steps: [step(8)] })] }
  await openBoard(api, day, { path: `/stores/${STORE}/today?view=bays` })
  press('ArrowRight')
  press('ArrowRight')
  press('t')
  expect(await screen.findByText('只有已到店、还没完工的车辆可以调整工时')).toBeTruthy()
  press('ArrowLeft')
  press('t')
  expect(form().getByRole('spinbutton')).toBeTruthy()
})
