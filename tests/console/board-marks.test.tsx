import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { board, desk } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { byTime } from '../../console/src/features/board/board-row'
import { saySpanOf } from '../../console/src/features/board/span'
import { Refusal, type FakeApi } from './support/api'
import { bayId, row, rowId, step, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, order, panel, press, type Day } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => {
  jest.restoreAllMocks()
  closeBrowser()
})

const yesterday = () => addDays(today(), -1)

/** A car of yesterday that is worked on until today. */
const overnight = () =>
  row(3, {
    ...{ state: 'arrived', day: yesterday(), lastDay: today(), minute: 960, endMinute: 1065 },
    steps: [
      step(3, { day: yesterday(), minute: 975, endMinute: 1065 }),
      step(3, { ordinal: 1, minute: 510, endMinute: 570, bayId: bayId(2) }),
    ],
  })

it('marks what is out of the ordinary in a word each, and nothing else', async () => {
  const finishedAt = new Date().toISOString()
  await openBoard(api, {
    rows: [
      row(1, { state: 'confirmed', isUnseated: true, delayMinutes: 30, isRework: true, handover: 'leave' }),
      row(2, { state: 'arrived', finishedAt }),
      overnight(),
      row(4, { state: 'no_show', isWaived: true }),
      row(5, { state: 'confirmed' }),
    ],
  })
  const marksOf = (n: number) =>
    [...lineOf(rowId(n)).querySelectorAll('.row-mark')].map(({ textContent }) => textContent)
  expect(marksOf(1)).toEqual(['需联系', '推迟 30 分', '返修', '留车'])
  expect(marksOf(2)).toEqual(['已完工'])
  expect(marksOf(3)).toEqual(['过夜'])
  expect(lineOf(rowId(3)).textContent).toContain(`${Number(yesterday().slice(8))}日–09:30`)
  expect(lineOf(rowId(1)).querySelector('.col-service')?.getAttribute('title')).toMatch(
    /^需联系、推迟 30 分、返修、留车 · ./,
  )
  expect(marksOf(4)).toEqual(['不计爽约'])
  expect(marksOf(5)).toEqual([])
})

it('says on each day of a car that stays overnight what is to come', async () => {
  expect([saySpanOf(overnight()), saySpanOf(overnight(), today())]).toEqual([
    `16:00–${Number(today().slice(8))}日`,
    `${Number(yesterday().slice(8))}日–09:30`,
  ])
  expect([row(1), overnight()].sort(byTime)[0]?.id).toBe(rowId(3))
  expect(saySpanOf(row(1))).toMatch(/^\d\d:\d\d–\d\d:\d\d$/)
  await openBoard(api, { rows: [overnight()] })
  fireEvent.click(lineOf(rowId(3)))
  expect(await panel().findByText(/^昨天（周.）16:00 至 今天 09:30$/)).toBeTruthy()
})

it('counts what has to be taken care of, and shows only that when asked', async () => {
  const rows = [row(1, { state: 'confirmed' }), row(2, { state: 'confirmed', isUnseated: true })]
  await openBoard(api, { rows })
  fireEvent.click(screen.getByRole('button', { name: '需联系 1' }))
  expect(order()).toEqual([rowId(2)])
  expect(window.location.search).toContain('state=unseated')
})

it('has no button for what needs nobody', async () => {
  // What is over needs no call, whatever it had lost.
  await openBoard(api, { rows: [row(1, { state: 'cancelled', isUnseated: true })] })
  expect(screen.queryByRole('button', { name: /需联系/ })).toBeNull()
})

it('shows a car of yesterday where it is today, and lets only its own day move it', async () => {
  await openBoard(api, { rows: [overnight()] }, { path: `/stores/${STORE}/today?view=bays` })
  const blocks = screen.getAllByRole('button', { name: /\*\*103/ })
  expect(blocks).toHaveLength(1)
  expect(blocks[0]?.getAttribute('aria-label')).toContain('过夜 08:30–09:30 快保 2')
  press('ArrowRight')
  press('m')
  expect(await screen.findByText(/请打开到店当天调整/)).toBeTruthy()
  expect(api.calls(desk.move)).toEqual([])
})

it('prints the marks with the day', async () => {
  await openBoard(api, { rows: [row(1, { state: 'confirmed', delayMinutes: 15, isRework: true })] })
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  const sheet = within(screen.getByRole('region', { name: '当日预约打印页' }))
  expect(sheet.getByText('已确认 · 推迟 15 分、返修')).toBeTruthy()
  act(() => void window.dispatchEvent(new Event('afterprint')))
})

it('prints since when a car stays and when it is ready', async () => {
  await openBoard(api, { rows: [overnight()] })
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  const sheet = within(screen.getByRole('region', { name: '当日预约打印页' }))
  expect(sheet.getByText(`${Number(yesterday().slice(8))}日–09:30`)).toBeTruthy()
  act(() => void window.dispatchEvent(new Event('afterprint')))
})

it('lets a no-show not count, for a reason', async () => {
  const day: Day = { rows: [row(1, { state: 'no_show', version: 3 })] }
  api.on(board.waiveNoShow, () => {
    day.rows = [row(1, { state: 'no_show', version: 4, isWaived: true })]
    return { id: rowId(1), state: 'no_show' as const, version: 4 }
  })
  await openBoard(api, day)
  fireEvent.click(lineOf(rowId(1)))
  fireEvent.click(panel().getByRole('button', { name: '不计爽约' }))
  const form = within(screen.getByRole('form', { name: '这次未到店不计爽约' }))
  fireEvent.click(form.getByRole('radio', { name: '其他原因' }))
  fireEvent.click(form.getByRole('button', { name: '确定不计爽约' }))
  expect(form.getByRole('alert').textContent).toBe('请写明原因，至少 2 个字')
  fireEvent.click(form.getByRole('radio', { name: '天气或交通原因' }))
  fireEvent.change(form.getByRole('textbox'), { target: { value: '台风' } })
  fireEvent.click(form.getByRole('button', { name: '确定不计爽约' }))
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('不计爽约'))
  expect(api.calls(board.waiveNoShow)[0]?.body).toEqual({ version: 3, reason: '天气或交通原因：台风' })
  expect(panel().queryByRole('button', { name: '不计爽约' })).toBeNull()
})

it('draws the check-in poster itself, for this address, and prints it', async () => {
  const print = jest.spyOn(window, 'print').mockImplementation(() => undefined)
  api.on(desk.checkInCode, () => ({
    ...{ code: 'PL1.x.y', url: '/#/packages/booking/pages/check-in/index?code=PL1.x.y' },
  }))
  await openBoard(api, { rows: [row(1)] })
  press('s')
  fireEvent.click(screen.getByRole('button', { name: /打印到店码/ }))
  const dialog = within(await screen.findByRole('dialog'))
  const poster = await dialog.findByRole('img', { name: '到店码海报' })
  expect(poster.textContent).toContain('浦东旗舰店')
  expect(poster.querySelector('svg')).not.toBeNull()
  fireEvent.click(dialog.getByRole('button', { name: '打印' }))
  expect(print).toHaveBeenCalledTimes(1)
  expect(document.querySelector('.poster-sheet svg')).not.toBeNull()
})

it('says so when there is no code to be had', async () => {
  api.on(desk.checkInCode, () => new Refusal('server.unavailable'))
  await openBoard(api, { rows: [row(1)] })
  press('s')
  fireEvent.click(screen.getByRole('button', { name: /打印到店码/ }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByRole('alert')).toBeTruthy()
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: '打印' }).disabled).toBe(true)
})
