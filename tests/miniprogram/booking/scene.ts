import { jest } from '@jest/globals'
import { booking, type catalog, type store } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { configure } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { storeToday } from '../../../miniprogram/src/lib/time'

// A busy machine must not decide whether a screen works.
configure({ asyncUtilTimeout: 15_000 })

// jsdom lays nothing out, so it scrolls nowhere.
Element.prototype.scrollIntoView = () => undefined

export const today = storeToday()
export const tomorrow = addDays(today, 1)

export const pudong: store.StoreView = {
  id: '01J00000000000000000000201',
  name: '浦东店',
  kind: 'dealer',
  city: '上海',
  address: '张杨路 1288 号',
  phone: '021-58001288',
  latitude: 31.23,
  longitude: 121.53,
  today,
  todayHours: { opensMinute: 510, closesMinute: 1080 },
}
export const xuhui: store.StoreView = { ...pudong, id: '01J00000000000000000000202', name: '徐汇店', latitude: 31.19 }

export const brakes: catalog.ServiceView = {
  id: '01J00000000000000000000301',
  code: 'B1',
  name: '更换前刹车片',
  category: 'brake',
  description: '含材料，更换后路试',
  bayMinutes: 90,
  priceFen: 86_000,
  fuels: [],
  isBookable: true,
}

export const slot = (minute: number, level: booking.SlotLevel = 'plenty'): booking.SlotView => ({
  minute,
  level,
  free: level === 'plenty' ? 4 : level === 'few' ? 1 : 0,
  percentOff: 0,
  recommended: null,
  limit: null,
})

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/** Starts half an hour apart; those that a test does not name are over. */
function everyStart(named: readonly booking.SlotView[]): booking.SlotView[] {
  const [first, last] = [named[0]?.minute ?? 0, named.at(-1)?.minute ?? 0]
  const count = named.length === 0 ? 0 : (last - first) / booking.SLOT_MINUTES + 1
  return Array.from({ length: count }, (_, i) => {
    const minute = first + i * booking.SLOT_MINUTES
    return named.find((one) => one.minute === minute) ?? slot(minute, 'past')
  })
}

/** The page of fourteen days (here: as many as are given) that has these times. */
export function pageOf(days: readonly { slots: readonly booking.SlotView[]; note?: string }[]): booking.SlotPage {
  const cheaper = days.flatMap(({ slots }) => slots.filter(({ percentOff }) => percentOff > 0))
  return {
    ...{ today, visitMinutes: 90, priceFen: brakes.priceFen },
    offPeak: cheaper.map(({ minute, percentOff }) => ({
      ...{ weekdays: EVERY_DAY, fromMinute: minute, toMinute: minute + booking.SLOT_MINUTES, percentOff },
    })),
    days: days.map(({ slots, note = null }, i) =>
      booking.packDay(
        { ...{ day: addDays(today, i), isOpen: slots.length > 0, note, visitMinutes: 90 }, slots: everyStart(slots) },
        4,
      ),
    ),
  }
}

/** Today is full, tomorrow has these times, the third day is a holiday, the fourth has little left. */
export const slotPage = (times: readonly booking.SlotView[]): booking.SlotPage =>
  pageOf([
    { slots: [slot(540, 'full')] },
    { slots: times },
    { slots: [], note: '元旦' },
    { slots: [slot(540, 'few'), slot(570, 'full')] },
  ])

export const booked: booking.BookingView = {
  id: '01J00000000000000000000401',
  number: 'BK7QK2M9XD',
  state: 'placed',
  version: 1,
  storeId: pudong.id,
  storeName: pudong.name,
  storePhone: pudong.phone,
  storeAddress: pudong.address,
  services: [{ id: brakes.id, name: brakes.name, priceFen: brakes.priceFen }],
  serviceName: brakes.name,
  priceFen: brakes.priceFen,
  vehicleId: '01J00000000000000000000101',
  plate: '沪AD12345',
  vehicleName: '特斯拉 Model 3',
  day: tomorrow,
  minute: 570,
  endMinute: 660,
  ready: null,
  startsAt: `${tomorrow}T01:30:00.000Z`,
  remark: '刹车有异响',
  cancelUntil: '2099-01-01T00:00:00.000Z',
  lateMinutes: null,
  closingNote: null,
  handover: 'wait',
  delayMinutes: null,
  depositFen: 0,
  proposals: [],
  createdAt: '2026-11-24T02:00:00.000Z',
}

/** The address that the page under test was opened with. */
export function openedWith(params: Readonly<Record<string, string>>): void {
  jest.spyOn(Taro, 'useRouter').mockReturnValue({ params, path: '' } as never)
}
