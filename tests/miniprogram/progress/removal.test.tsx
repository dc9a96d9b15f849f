import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { act, screen, waitFor, within } from '@testing-library/react'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { logIn, notes, refusal, tap } from '../owner-app'
import { house, leave, posts, show, standing } from './open-visit'
import { removal, WORKORDER } from './scene'

const DECIDE = `POST /api/me/addons/${removal.id}/decision`
const PADS = '更换前刹车片 -¥860'
let said: string[]
beforeEach(() => {
  logIn()
  liveSockets()
  said = notes()
  openedWith({ workorderId: WORKORDER })
})
afterEach(leave)

const visit = { addons: [removal], totalFen: 94_000 }
const answer = (line: string, word: string) =>
  act(async () => {
    within(screen.getByRole('radiogroup', { name: line }))
      .getByRole('radio', { name: word })
      .click()
    await Promise.resolve()
  })

test('what is not to be done is shown with what it would cost less; all of it stays until its owner says otherwise', async () => {
  await show(visit)
  expect(screen.getByText('取消项目，待您确认')).toBeTruthy()
  expect(screen.getByText('原因：前刹车片缺货')).toBeTruthy()
  expect(screen.getByText('工时 -¥300，材料 前刹车片 1 套 -¥560')).toBeTruthy()
  expect(screen.getAllByRole('radio', { name: '保留' }).map((one) => one.getAttribute('aria-checked'))).toEqual([
    ...['true', 'true'],
  ])
  expect(screen.getByText('没有您的同意，所有项目照常施工，费用不变。')).toBeTruthy()
  expect(screen.getAllByText('¥940').length).toBeGreaterThan(0)
})

test('is agreed to line by line, with what it all comes to then', async () => {
  const sent = await show(visit, { [DECIDE]: () => standing })
  await answer(PADS, '同意取消')
  expect(screen.getByText('取消后费用合计')).toBeTruthy()
  expect(screen.getByText('¥80')).toBeTruthy()
  await tap('同意取消 1 项，少付 ¥860')
  await waitFor(() => expect(said).toEqual(['已收到您的决定']))
  expect(posts(sent)[0]?.body).toEqual({
    ...{ requestId: expect.any(String), snapshotHash: removal.snapshotHash, approved: [0], isRiskAccepted: false },
  })
})

test('is turned down as a whole with one touch; a change of mind before counts', async () => {
  const sent = await show(visit, { [DECIDE]: () => standing })
  await answer(PADS, '同意取消')
  await answer(PADS, '保留')
  await tap('都保留，照常施工')
  await waitFor(() => expect(posts(sent)[0]?.body).toMatchObject({ approved: [] }))
})

test('that cannot be done any more says so, and is gone', async () => {
  await show(visit, {
    [DECIDE]: () => {
      house.now = { ...house.now, addons: [{ ...removal, state: 'expired' }] }
      return refusal('workorder.job_begun')
    },
  })
  await answer(PADS, '同意取消')
  await tap(/^同意取消 1 项/)
  expect(await screen.findByText('已失效')).toBeTruthy()
  expect(screen.queryByText('取消项目，待您确认')).toBeNull()
})

test.each([
  ['approved', [true, true, true], '已取消', '-¥940'],
  ['partial', [false, false, true], '部分取消', '-¥80'],
  ['declined', [false, false, false], '都保留', '费用不变'],
] as const)('that was %s is listed with what became of it', async (state, approved, word, note) => {
  const lines = removal.lines.map((line, i) => ({ ...line, isApproved: approved[i] ?? null }))
  await show({ addons: [{ ...removal, state, lines }] })
  const list = await screen.findByRole('button', { name: new RegExp(removal.title) })
  expect(within(list).getByText(word)).toBeTruthy()
  expect(within(list).getByText(note)).toBeTruthy()
  await tap(new RegExp(removal.title))
  const sheet = within(screen.getByRole('dialog', { name: removal.title }))
  expect(sheet.getByText('前刹车片缺货')).toBeTruthy()
  expect(sheet.queryByText('状态正常')).toBeNull()
})
