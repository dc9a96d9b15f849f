import { jest } from '@jest/globals'
import type { booking, catalog, store, View } from '@pitlane/contract'
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
})

type Day = View<typeof booking.slotDays>['days'][number]

const day = (offset: number, rest: Partial<Day> = {}): Day => ({
  day: addDays(today, offset),
  level: 'plenty',
  note: null,
  earliestMinute: 540,
  ...rest,
})

/** Today is full, tomorrow is free, the third day is a holiday. */
export const days: View<typeof booking.slotDays> = {
  today,
  days: [
    day(0, { level: 'full', earliestMinute: null }),
    day(1),
    day(2, { level: 'closed', note: '元旦', earliestMinute: null }),
    day(3, { level: 'few' }),
  ],
}

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
  startsAt: `${tomorrow}T01:30:00.000Z`,
  remark: '刹车有异响',
  cancelUntil: '2099-01-01T00:00:00.000Z',
  lateMinutes: null,
  closingNote: null,
  createdAt: '2026-11-24T02:00:00.000Z',
}

/** The address that the page under test was opened with. */
export function openedWith(params: Readonly<Record<string, string>>): void {
  jest.spyOn(Taro, 'useRouter').mockReturnValue({ params, path: '' } as never)
}
