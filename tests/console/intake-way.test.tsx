import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { booking, catalog, desk, mobility, type View } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { row, rowId, today } from './support/people'
import { closeBrowser, freshBrowser, openBoard, press } from './support/screen'

const service: catalog.ServiceView = {
  ...{ id: '01JDA9M1000000000000SER001', code: 'S1', name: '小保养', category: 'maintenance', description: '' },
  ...{ bayMinutes: 60, priceFen: 38_000, fuels: [], isBookable: true },
}

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(catalog.list, () => [service])
  api.on(desk.findCustomer, () => ({
    ...{ isKnown: true, maskedName: '张*' },
    vehicles: [
      { id: '01JDA9M1000000000000CAR001', name: '大众 帕萨特', maskedPlate: '沪A·**345', fuel: 'ice' as const },
    ],
  }))
})
afterEach(closeBrowser)

const booked = (over: Partial<View<typeof desk.book>> = {}): View<typeof desk.book> => ({
  ...{ id: rowId(7), state: 'confirmed', version: 1, number: 'BK00000007', day: today(), minute: 615 },
  ...{ startsAt: new Date().toISOString(), ...over },
})
const side = (name = '随到接车') => within(screen.getByRole('complementary', { name }))
const type = (text: string) => fireEvent.change(document.activeElement as HTMLInputElement, { target: { value: text } })
const enter = () => fireEvent.keyDown(document.activeElement as HTMLInputElement, { key: 'Enter' })
const focusedField = (field: string) =>
  waitFor(() => expect(document.activeElement?.getAttribute('data-field')).toBe(field))
const orders = () => api.calls(desk.book).map(({ body }) => body as Record<string, unknown>)

it('asks for a driver and a loaner car with a booking, and says which of them is in the way', async () => {
  const free = { level: 'few' as const, free: 1, percentOff: 0, recommended: null, limit: null }
  api.on(booking.slotDays, () => ({
    ...{ today: today(), priceFen: 38_000 },
    days: [{ day: today(), level: 'few' as const, note: null, earliestMinute: 600, percentOff: 0 }],
  }))
  api.on(booking.slots, ({ query }) => ({
    ...{ day: query.get('day') ?? '', isOpen: true, note: null, visitMinutes: 60, slots: [{ ...free, minute: 600 }] },
  }))
  const offers = { hasFetch: true, fetchFrom: 540, hasReturn: true, returnBy: 720, hasLoaner: false }
  api.on(mobility.offers, () => offers)
  api.on(desk.book, () => new Refusal('mobility.no_driver', { direction: 'return' }))
  await openBoard(api, { rows: [row(1)] })
  press('p')
  type('13800138000')
  await focusedField('services')
  const phone = side('电话预约')
  await phone.findAllByRole('option')
  type('1')
  enter()
  fireEvent.click(await phone.findByRole('radio', { name: '10:00' }))
  const fetchIt = await phone.findByRole('checkbox', { name: '上门取车 司机 09:00 到' })
  expect(api.calls(mobility.offers)[0]?.query.get('endMinute')).toBe('660')
  expect(phone.getByRole<HTMLInputElement>('checkbox', { name: /^代步车 该时段没有空闲车辆/ }).disabled).toBe(true)
  expect(phone.queryByLabelText('取送车地址')).toBeNull()
  fireEvent.click(fetchIt)
  fireEvent.click(phone.getByRole('checkbox', { name: '送车上门 约 12:00 送到' }))
  fireEvent.submit(phone.getByRole('form'))
  expect(await phone.findByText('请填写取送车地址，至少 5 个字')).toBeTruthy()
  await focusedField('address')
  type(' 张江路 88 弄 6 号 ')
  fireEvent.submit(phone.getByRole('form'))
  expect(await phone.findByText(/没有空闲的送车司机，还没有预约/)).toBeTruthy()
  api.on(desk.book, () => booked({ minute: 600 }))
  fireEvent.click(phone.getByRole('checkbox', { name: /^送车上门/ }))
  expect(phone.queryByText(/没有空闲的送车司机/)).toBeNull()
  fireEvent.submit(phone.getByRole('form'))
  expect(await phone.findByText('上门取车')).toBeTruthy()
  const trip = { address: '张江路 88 弄 6 号', contactNote: '' }
  expect(orders().map((order) => order['mobility'])).toEqual([
    { trip, fetch: true, returnTrip: true, loaner: false },
    { trip, fetch: true, returnTrip: false, loaner: false },
  ])
})

it('brings a car home that just came, or lends another, but has nothing to fetch', async () => {
  api.on(desk.book, () => booked())
  await openBoard(api, { rows: [row(1)] })
  press('n')
  type('13800138000')
  await focusedField('services')
  await side().findAllByRole('option')
  type('1')
  enter()
  expect(side().queryByRole('checkbox', { name: /^上门取车/ })).toBeNull()
  fireEvent.click(side().getByRole('checkbox', { name: /^代步车/ }))
  fireEvent.submit(side().getByRole('form'))
  expect(await side().findByText('已接车')).toBeTruthy()
  expect(orders()[0]?.['mobility']).toEqual({ fetch: false, returnTrip: false, loaner: true })
})
