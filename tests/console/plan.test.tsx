import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { desk, permissions, type Permission } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { Refusal, type FakeApi, type Seen } from './support/api'
import { bayId, row, step, STORE, technicianId, today } from './support/people'
import { closeBrowser, freshBrowser, openBoard, press, queryPanel, type Day } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => {
  jest.restoreAllMocks()
  closeBrowser()
})

const openPlan = (day: Day, view = 'bays', held?: readonly Permission[]) =>
  openBoard(api, day, { path: `/stores/${STORE}/today?view=${view}`, held })
const block = (name: RegExp) => screen.getByRole('button', { name })
const verdict = (text: RegExp) => screen.findByText(text, {}, { timeout: 5_000 })
const bodies = () => api.calls(desk.move).map(({ body }) => body as Record<string, unknown>)
const orders = () => bodies().filter((body) => body['dryRun'] === false)

/** Everything works, and the answer is what the board then shows. */
const letMove = (day: Day) =>
  api.on(desk.move, ({ body }: Seen) => {
    const wish = body as { minute: number; steps: { bayId: string; technicianIds: string[] }[]; dryRun: boolean }
    const [old] = day.rows
    if (!old || wish.dryRun) return { isMoved: false, refusals: [], standing: null }
    const by = wish.minute - old.minute
    const steps = old.steps.map((one) => ({
      ...one,
      minute: one.minute + by,
      endMinute: one.endMinute + by,
      ...wish.steps[0],
    }))
    const moved = { ...old, minute: wish.minute, endMinute: old.endMinute + by, steps, version: old.version + 1 }
    day.rows = [moved, ...day.rows.slice(1)]
    return { isMoved: true, refusals: [], standing: { id: moved.id, state: moved.state, version: moved.version } }
  })

/** jsdom draws nothing: each row of the plan is 40 px high and one minute is one pixel. */
function drawRows() {
  const minutes = 1080 - 480
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const rows = [...document.querySelectorAll('[data-plan-row]')]
    const top = 100 + rows.indexOf(this) * 40
    return { left: 100, top, bottom: top + 40, right: 100 + minutes, width: minutes, height: 40 } as DOMRect
  })
}

const pointer = (type: string, target: EventTarget, x: number, y: number) =>
  fireEvent(
    target as Element,
    new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0 }),
  )

it('shows every step by bay and by technician, in words, and keeps the view in the address', async () => {
  await openBoard(api, { rows: [row(1, { state: 'confirmed', lateMinutes: 20 }), row(2, { state: 'cancelled' })] })
  press('2')
  expect(screen.getByRole('grid', { name: '按工位排列的当日计划' })).toBeTruthy()
  expect(block(/沪A·\*\*101 小保养 已确认 晚 20 分 09:15–10:15 快保 1/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /\*\*102/ })).toBeNull()
  expect(screen.getByText('快保')).toBeTruthy()
  press('3')
  expect(block(/沪A·\*\*101 小保养 已确认 晚 20 分 09:15–10:15 朱雨欣/)).toBeTruthy()
  expect(window.location.search).toBe('?view=technicians')
  expect(screen.getAllByTitle('不当班或请假').length).toBeGreaterThan(0)
  press('1')
  expect(screen.getByRole('grid', { name: '预约列表' })).toBeTruthy()
})

it('opens a block by click, and highlights every step of its visit', async () => {
  const steps = [step(1), step(1, { ordinal: 1, kind: 'wash', bayId: bayId(2), serviceName: null })]
  await openPlan({ rows: [row(1, { steps })] })
  fireEvent.click(block(/小保养/))
  expect(queryPanel()).not.toBeNull()
  expect(block(/小保养/).getAttribute('aria-current')).toBe('true')
  expect(block(/洗车/).className).toContain('is-kin')
})

it('walks from block to block with the arrows', async () => {
  const onTwo = [step(3, { bayId: bayId(2) })]
  await openPlan({ rows: [row(1), row(6, { steps: [step(6)] }), row(3, { steps: onTwo })] })
  const focused = () => document.activeElement?.getAttribute('aria-label')
  press('ArrowRight')
  expect(focused()).toContain('**101')
  press('ArrowRight')
  expect(focused()).toContain('**106')
  press('ArrowDown')
  expect(focused()).toContain('**103')
  press('ArrowUp')
  expect(focused()).toContain('**101')
})

it('moves with m, arrows and Enter, with the version that was seen, and back with u', async () => {
  const day = { rows: [row(1, { version: 4 })] }
  letMove(day)
  await openPlan(day)
  press('ArrowRight')
  press('m')
  press('ArrowDown')
  press('ArrowRight')
  expect(await verdict(/^可以$/)).toBeTruthy()
  press('Enter')
  expect(await screen.findByText(/已移动 沪A·\*\*101 到 09:30 快保 2/)).toBeTruthy()
  expect(block(/09:30–10:30 快保 2/)).toBeTruthy()
  const seat = { ordinal: 0, bayId: bayId(2), technicianIds: [technicianId(1)] }
  expect(orders()).toEqual([
    { version: 4, day: today(), minute: 570, steps: [seat], isOvernight: false, dryRun: false },
  ])
  press('u')
  expect(await screen.findByText(/已撤销/)).toBeTruthy()
  await waitFor(() => expect(screen.queryByText(/已移动/)).toBeNull())
  const back = { ordinal: 0, bayId: bayId(1), technicianIds: [technicianId(1)] }
  expect(orders()[1]).toEqual({
    version: 5,
    day: today(),
    minute: 555,
    steps: [back],
    isOvernight: false,
    dryRun: false,
  })
  expect(block(/09:15–10:15 快保 1/)).toBeTruthy()
})

it('says why not while it is held, and moves nothing when it is dropped there', async () => {
  api.on(desk.move, () => ({
    isMoved: false,
    refusals: ['bay_type' as const, 'technician_absent' as const],
    standing: null,
  }))
  await openPlan({ rows: [row(1)] })
  press('ArrowRight')
  press('m')
  press('ArrowDown')
  expect(await verdict(/不可以：这个工位不能做该项目；这位技师在该时段不当班/)).toBeTruthy()
  press('Enter')
  expect(await screen.findByText(/没有移动：这个工位不能做该项目/)).toBeTruthy()
  expect(orders()).toEqual([])
})

it('lets a visit that only changes its time take whoever is free when its own people are not', async () => {
  api.on(desk.move, ({ body }) => {
    const isExact = (body as { steps: unknown[] }).steps.length > 0
    return { isMoved: false, refusals: isExact ? ['technician_taken' as const] : [], standing: null }
  })
  await openPlan({ rows: [row(1)] })
  press('ArrowRight')
  press('m')
  press('ArrowRight')
  expect(await verdict(/可以，工位和技师按空闲重新安排/)).toBeTruthy()
})

it('keeps the people on another bay, or takes whoever is free there', async () => {
  const day = { rows: [row(1)] }
  api.on(desk.move, ({ body }) => {
    const [seat] = (body as { steps: { technicianIds: string[] | null }[] }).steps
    return {
      isMoved: false,
      refusals: seat?.technicianIds === null ? [] : ['technician_taken' as const],
      standing: null,
    }
  })
  await openPlan(day)
  press('ArrowRight')
  press('m')
  press('ArrowDown')
  press('ArrowRight')
  expect(await verdict(/可以，技师按空闲重新安排/)).toBeTruthy()
  letMove(day)
  press('Enter')
  await waitFor(() => expect(orders()).toHaveLength(1))
  expect(orders()[0]).toMatchObject({ steps: [{ ordinal: 0, bayId: bayId(2), technicianIds: null }] })
})

it('gives a move up with Escape, without closing anything', async () => {
  await openPlan({ rows: [row(1)] })
  press('ArrowRight')
  press('m')
  press('ArrowDown')
  expect(screen.getByText('正在核对')).toBeTruthy()
  press('Escape')
  expect(screen.queryByText('正在核对')).toBeNull()
  expect(orders()).toEqual([])
})

it('drags with the pointer: asks while it hovers, moves when it lets go, opens nothing', async () => {
  const day = { rows: [row(1)] }
  letMove(day)
  await openPlan(day)
  drawRows()
  const taken = block(/小保养/)
  pointer('pointerdown', taken, 200, 110)
  pointer('pointermove', document.body, 228, 150)
  expect(await verdict(/^可以$/)).toBeTruthy()
  expect(bodies()[0]).toMatchObject({ minute: 585, dryRun: true, steps: [{ bayId: bayId(2) }] })
  pointer('pointerup', document.body, 228, 150)
  fireEvent.click(taken)
  expect(await screen.findByText(/已移动/)).toBeTruthy()
  expect(queryPanel()).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /撤销/ }))
  await waitFor(() => expect(orders()).toHaveLength(2))
})

it('never overwrites a colleague: says so and shows the day as it is now', async () => {
  const day: Day = { rows: [row(1)] }
  api.on(desk.move, ({ body }) => {
    if ((body as { dryRun: boolean }).dryRun) return { isMoved: false, refusals: [], standing: null }
    day.rows = [row(1, { state: 'arrived', version: 9 })]
    return new Refusal('booking.state_changed')
  })
  await openPlan(day)
  press('ArrowRight')
  press('m')
  press('ArrowDown')
  await verdict(/^可以$/)
  press('Enter')
  expect(await screen.findByText(/刚被处理过，已为您刷新，现在是「已到店」/)).toBeTruthy()
  expect(block(/已到店 09:15–10:15 快保 1/)).toBeTruthy()
})

it('moves nothing for somebody without the right, or when the car is here', async () => {
  const held = (Object.keys(permissions) as Permission[]).filter((one) => one !== 'booking.move')
  await openPlan({ rows: [row(1)] }, 'bays', held)
  press('ArrowRight')
  press('m')
  expect(await screen.findByText(/您没有调整预约的权限/)).toBeTruthy()
  closeBrowser()
  await openPlan({ rows: [row(1, { state: 'arrived' })] })
  press('ArrowRight')
  press('m')
  expect(await screen.findByText(/只有还没到店的预约可以移动/)).toBeTruthy()
  expect(api.calls(desk.move)).toHaveLength(0)
})

it('prints the day as a plain table, without what will not come', async () => {
  const print = jest.fn()
  Object.assign(window, { print })
  await openBoard(api, { rows: [row(1), row(2, { state: 'cancelled' })] })
  press('d')
  expect(print).toHaveBeenCalledTimes(1)
  fireEvent(window, new Event('beforeprint'))
  const sheet = screen.getByRole('region', { name: '当日预约打印页' })
  expect(sheet.textContent).toContain('共 1 个预约')
  expect(sheet.textContent).toContain('BK00000001')
  expect(sheet.textContent).not.toContain('BK00000002')
  fireEvent(window, new Event('afterprint'))
  await waitFor(() => expect(screen.queryByRole('region', { name: '当日预约打印页' })).toBeNull())
})
