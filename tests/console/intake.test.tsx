import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board, booking, catalog, desk, permissions, type Permission, type View } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { row, rowId, today } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel, press, type Day } from './support/screen'

const serviceId = (n: number) => `01JDA9M1000000000000SER${String(n).padStart(3, '0')}`
const carId = (n: number) => `01JDA9M1000000000000CAR${String(n).padStart(3, '0')}`
const service = (n: number, name: string, over: Partial<catalog.ServiceView> = {}): catalog.ServiceView => ({
  ...{ id: serviceId(n), code: `S${n}`, name, category: 'maintenance', description: '', bayMinutes: 60 },
  ...{ priceFen: 38_000, fuels: [], isBookable: true, ...over },
})
const known: View<typeof desk.findCustomer> = {
  isKnown: true,
  maskedName: '张*',
  vehicles: [
    { id: carId(1), name: '大众 帕萨特', maskedPlate: '沪A·**345', fuel: 'ice' },
    { id: carId(2), name: '特斯拉 Model 3', maskedPlate: '沪A·***888', fuel: 'bev' },
  ],
}
const unknown: View<typeof desk.findCustomer> = { isKnown: false, maskedName: null, vehicles: [] }

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(catalog.list, () => [
    service(1, '小保养', { fuels: ['ice', 'hev'] }),
    service(2, '轮胎换位'),
    service(3, '三电检测', { fuels: ['bev'] }),
    service(4, '钣金喷漆', { isBookable: false }),
  ])
  api.on(desk.findCustomer, () => known)
})
afterEach(closeBrowser)

const booked = (over: Partial<View<typeof desk.book>> = {}): View<typeof desk.book> => ({
  ...{ id: rowId(7), state: 'confirmed', version: 1, number: 'BK00000007', day: today(), minute: 615 },
  ...{ startsAt: new Date().toISOString(), ...over },
})
const side = (name = '随到接车') => within(screen.getByRole('complementary', { name }))
const focused = () => document.activeElement as HTMLInputElement
const type = (text: string) => fireEvent.change(focused(), { target: { value: text } })
/** Enter as a browser takes it: the field may use it; if not, the form is sent. */
const enter = () => {
  const field = focused()
  if (fireEvent.keyDown(field, { key: 'Enter' }) && field.form) fireEvent.submit(field.form)
}
const focusedField = (field: string) => waitFor(() => expect(focused().getAttribute('data-field')).toBe(field))
const orders = () => api.calls(desk.book).map(({ body }) => body as View<typeof desk.book> & Record<string, unknown>)

it('takes a known customer in by keyboard alone: number, service, Enter', async () => {
  const day: Day = { rows: [row(1)] }
  api.on(desk.book, () => {
    day.rows = [row(1), row(7, { state: 'confirmed', minute: 615, bayName: '快保 2' })]
    return booked()
  })
  await openBoard(api, day)
  press('n')
  type('138 0013 8000')
  expect(await side().findByText('老客户 张*')).toBeTruthy()
  await focusedField('services')
  expect(side().getByRole<HTMLInputElement>('radio', { name: /345/ }).checked).toBe(true)
  await waitFor(() => expect(side().getAllByRole('option').length).toBe(2))
  type('1')
  enter()
  enter()
  expect(await side().findByText('今天 10:15')).toBeTruthy()
  expect(await side().findByText('快保 2')).toBeTruthy()
  const [order] = orders()
  expect(order).toMatchObject({ channel: 'walk_in', phone: '13800138000', vehicle: { id: carId(1) } })
  expect(order).toMatchObject({ serviceIds: [serviceId(1)] })
  expect(order).not.toHaveProperty('at')
  expect(order?.['requestId']).toMatch(/^[0-9a-f-]{36}$/)
})

it('offers only what fits the chosen car', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13800138000')
  await side().findByText('老客户 张*')
  fireEvent.click(side().getByRole('radio', { name: /Model 3/ }))
  await waitFor(() =>
    expect(
      side()
        .getAllByRole('option')
        .map((o) => o.textContent),
    ).toEqual(['1轮胎换位60 分钟', '2三电检测60 分钟']),
  )
})

it('takes a new customer in with a plate that begins as most of the day, and a green plate as an electric car', async () => {
  api.on(desk.findCustomer, () => unknown)
  api.on(desk.book, () => booked())
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13900139000')
  expect(await side().findByText('新客户，提交后自动建档')).toBeTruthy()
  await focusedField('plate')
  expect(focused().value).toBe('沪A')
  enter()
  expect(side().getByRole('alert').textContent).toBe('请输入正确的车牌号')
  type('沪AD12345')
  enter()
  await focusedField('services')
  type('三电')
  enter()
  enter()
  expect(await side().findByText('已接车')).toBeTruthy()
  expect(orders()[0]).toMatchObject({ vehicle: { plate: '沪AD12345', fuel: 'bev' }, serviceIds: [serviceId(3)] })
})

it('says when today is full and offers the next free time, under an id of its own', async () => {
  const tomorrow = addDays(today(), 1)
  api.on(desk.book, ({ body }) =>
    (body as { at?: unknown }).at ? booked({ day: tomorrow, minute: 540 }) : new Refusal('booking.no_room_today'),
  )
  api.on(booking.slotDays, () => ({
    today: today(),
    priceFen: 38_000,
    days: [
      { day: today(), level: 'full' as const, note: null, earliestMinute: null, percentOff: 0 },
      { day: tomorrow, level: 'plenty' as const, note: null, earliestMinute: 540, percentOff: 0 },
    ],
  }))
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13800138000')
  await focusedField('services')
  await side().findAllByRole('option')
  type('1')
  enter()
  enter()
  expect(await side().findByText('今天已经排满，请改约其他时间。')).toBeTruthy()
  fireEvent.click(await side().findByRole('button', { name: /明天.*09:00/ }))
  expect(await side().findByText(/明天.*09:00/)).toBeTruthy()
  const [first, second] = orders()
  expect(second).toMatchObject({ channel: 'phone', at: { day: tomorrow, minute: 540 } })
  expect(second?.['requestId']).not.toBe(first?.['requestId'])
})

it('sends the same id again after a lost answer', async () => {
  api.on(desk.book, () => new Refusal('server.unavailable'))
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13800138000')
  await focusedField('services')
  await side().findAllByRole('option')
  type('1')
  enter()
  enter()
  await side().findByText(/服务正在重启或维护/)
  api.on(desk.book, () => booked())
  enter()
  await side().findByText('已接车')
  expect(new Set(orders().map((order) => order['requestId'])).size).toBe(1)
})

it('books by phone for a free time, and offers others when it was just taken', async () => {
  const tomorrow = addDays(today(), 1)
  api.on(booking.slotDays, () => ({
    today: today(),
    priceFen: 38_000,
    days: [today(), tomorrow].map((day) => ({
      ...{ day, level: 'few' as const, note: null, earliestMinute: 600, percentOff: 0 },
    })),
  }))
  const slot = { level: 'few' as const, free: 1, percentOff: 0, recommended: null, limit: null }
  api.on(booking.slots, ({ query }) => ({
    ...{ day: query.get('day') ?? '', isOpen: true, note: null, visitMinutes: 60 },
    slots: [
      { ...slot, minute: 600 },
      { ...slot, minute: 615, level: 'full' as const, free: 0, limit: 'technician' as const },
      { ...slot, minute: 630 },
    ],
  }))
  api.on(desk.book, () => new Refusal('booking.slot_taken', { alternatives: [{ day: tomorrow, minute: 660 }] }))
  await openBoard(api, { rows: [row(1)] })
  press('p')
  type('13800138000')
  await focusedField('services')
  await side('电话预约').findAllByRole('option')
  type('1')
  enter()
  fireEvent.click(await side('电话预约').findByRole('radio', { name: /明天/ }))
  const time = await side('电话预约').findByRole('radio', { name: '10:30' })
  expect(side('电话预约').queryByRole('radio', { name: '10:15' })).toBeNull()
  expect(side('电话预约').getByRole('list', { name: '其他时间为什么不能约' }).textContent).toBe('10:15 技师都有安排')
  // It fits by day: nobody needs to ask about the night.
  expect(side('电话预约').queryByRole('checkbox', { name: /过夜/ })).toBeNull()
  enter()
  await waitFor(() =>
    expect(side('电话预约').getByRole<HTMLInputElement>('radio', { name: '10:00' }).checked).toBe(true),
  )
  expect(orders()).toHaveLength(0)
  fireEvent.click(time)
  fireEvent.submit(side('电话预约').getByRole('form'))
  const other = await side('电话预约').findByRole('button', { name: /明天.*11:00/ })
  expect(orders()[0]).toMatchObject({ channel: 'phone', at: { day: tomorrow, minute: 630 } })
  api.on(desk.book, () => booked({ day: tomorrow, minute: 660 }))
  fireEvent.click(other)
  expect(await side('电话预约').findByText('已预约')).toBeTruthy()
})

it('takes in work that is done again, overnight when it does not fit today', async () => {
  api.on(desk.book, ({ body }) =>
    (body as { isOvernight: boolean }).isOvernight ? booked() : new Refusal('booking.no_room_today'),
  )
  api.on(booking.slotDays, () => ({ today: today(), priceFen: 38_000, days: [] }))
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13800138000')
  await focusedField('services')
  await side().findAllByRole('option')
  type('1')
  enter()
  fireEvent.click(side().getByRole('checkbox', { name: /^返修/ }))
  expect(side().queryByRole('checkbox', { name: /过夜/ })).toBeNull()
  fireEvent.submit(side().getByRole('form'))
  fireEvent.click(await side().findByRole('checkbox', { name: /^可以过夜/ }))
  fireEvent.submit(side().getByRole('form'))
  expect(await side().findByText('已接车')).toBeTruthy()
  expect(orders().map(({ isRework, isOvernight }) => [isRework, isOvernight])).toEqual([
    [true, false],
    [true, true],
  ])
})

it('leaves the form with Escape, also from inside a field', async () => {
  await openBoard(api, { rows: [row(1)] })
  press('n')
  press('Escape')
  expect(screen.queryByRole('complementary')).toBeNull()
})

it('is not there for somebody who may not book', async () => {
  const held = (Object.keys(permissions) as Permission[]).filter((one) => one !== 'booking.create')
  await openBoard(api, { rows: [row(1)] }, { held })
  expect(screen.queryByRole('button', { name: /随到接车/ })).toBeNull()
  press('n')
  expect(await screen.findByText(/您没有进行此操作的权限/)).toBeTruthy()
  expect(screen.queryByRole('complementary')).toBeNull()
})

const arriveOn = (day: Day, n: number) =>
  api.on(board.arrive, () => {
    day.rows = day.rows.map((one) => (one.id === rowId(n) ? { ...one, state: 'arrived', version: 2 } : one))
    return { id: rowId(n), state: 'arrived' as const, version: 2 }
  })

it('registers an arrival by the number that a scanner types', async () => {
  const day: Day = { rows: [row(1, { state: 'confirmed' }), row(2, { state: 'confirmed' })] }
  arriveOn(day, 2)
  await openBoard(api, day)
  press('s')
  type('https://example.com/b/BK00000002')
  enter()
  await waitFor(() => expect(lineOf(rowId(2)).textContent).toContain('已到店'))
  expect(focused().value).toBe('')
  expect(api.calls(board.search)).toHaveLength(0)
})

it('finds today’s car by the tail of its plate, and offers several', async () => {
  const day: Day = { rows: [row(1, { state: 'confirmed' }), row(2, { state: 'confirmed' })] }
  arriveOn(day, 1)
  api.on(board.search, () => [...day.rows, row(3, { day: addDays(today(), 1) })])
  await openBoard(api, day)
  press('s')
  type('12')
  enter()
  expect(await side('到店登记').findByText('请至少输入 4 位')).toBeTruthy()
  type('2·345')
  enter()
  expect(await side('到店登记').findByText('有 2 个符合，请选择')).toBeTruthy()
  expect(api.calls(board.search)[0]?.query.get('q')).toBe('2345')
  fireEvent.click(side('到店登记').getByRole('button', { name: /\*\*101/ }))
  await waitFor(() => expect(lineOf(rowId(1)).textContent).toContain('已到店'))
})

it('says when no booking of today fits, and when the booking is not confirmed', async () => {
  api.on(board.search, () => [])
  await openBoard(api, { rows: [row(1)] })
  press('s')
  type('99999')
  enter()
  expect(await side('到店登记').findByText(/今天没有符合「99999」的预约/)).toBeTruthy()
  type('BK00000001')
  enter()
  expect(await side('到店登记').findByText(/还没有确认，请先在列表中确认/)).toBeTruthy()
  expect(api.calls(board.arrive)).toHaveLength(0)
  fireEvent.click(lineOf(rowId(1)))
  expect(panel().getByText('BK00000001')).toBeTruthy()
})
