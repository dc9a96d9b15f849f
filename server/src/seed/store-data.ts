import type { Minute } from '@pitlane/kernel'
import type { Week } from '../modules/store/opening'
import type { Bay, Store } from '../modules/store/store.entity'

export const GROUP_NAME = '申驰汽车集团'
export const ZONE = 'Asia/Shanghai'

export const REGIONS = { shanghai: '上海区域', suzhou: '苏州区域' } as const

type Span = readonly [Minute, Minute]
const clock = (hour: number, minute = 0): Minute => hour * 60 + minute
const everyDay = (hours: Span): Week => ({ 0: hours, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours })

/** A day's work with its lunch: `early` opens the house, `late` closes it, so that lunch never empties the workshop. */
interface Shifts {
  readonly early: readonly Span[]
  readonly late: readonly Span[]
}

const dealerShifts: Shifts = {
  early: [
    [clock(8, 30), clock(12)],
    [clock(12, 45), clock(17, 15)],
  ],
  late: [
    [clock(9, 30), clock(13)],
    [clock(13, 45), clock(18)],
  ],
}

export interface StoreData {
  readonly key: StoreKey
  readonly region: keyof typeof REGIONS
  readonly row: Pick<
    Store,
    | 'name'
    | 'kind'
    | 'city'
    | 'address'
    | 'phone'
    | 'latitude'
    | 'longitude'
    | 'isAutoConfirm'
    | 'week'
    | 'followsHolidays'
    | 'creditCode'
  >
  readonly bays: readonly (readonly [Bay['type'], readonly string[]])[]
  readonly shifts: Shifts
  /** Services it offers by code; `all` but those in `except`. */
  readonly menu: { readonly only: readonly string[] } | { readonly except: readonly string[] }
  /** How much of its technicians' time is booked on a day once it has come, before cancellations, 0 to 1. */
  readonly load: number
  /** Bookings that still wait for the front desk, of today and of the days after. */
  readonly waiting: { readonly today: number; readonly later: number }
}

export type StoreKey = 'pudong' | 'suzhou' | 'xuhui'

/** Real streets, house numbers that do not exist; codes of nobody (DEM0) with right check digits. */
export const STORES: readonly StoreData[] = [
  {
    key: 'pudong',
    region: 'shanghai',
    row: {
      ...{ name: '浦东旗舰店', kind: 'dealer', city: '上海', address: '浦东新区金科路 9988 号', phone: '021-55500188' },
      ...{ latitude: 31.2041, longitude: 121.6019, isAutoConfirm: false, followsHolidays: true },
      creditCode: '91310115MADEM0P02U',
      week: { ...everyDay([clock(8, 30), clock(18)]), 0: [clock(9), clock(17)] },
    },
    bays: [
      ['lane', ['接待 1', '接待 2', '接待 3']],
      ['quick', ['快保 1', '快保 2', '快保 3']],
      ['mech', ['机修 1', '机修 2', '机修 3']],
      ['align', ['四轮定位']],
      ['hv', ['新能源']],
      ['wash', ['洗车 1', '洗车 2']],
    ],
    shifts: dealerShifts,
    menu: { except: [] },
    load: 0.55,
    waiting: { today: 3, later: 5 },
  },
  {
    key: 'suzhou',
    region: 'suzhou',
    row: {
      ...{
        name: '苏州园区店',
        kind: 'dealer',
        city: '苏州',
        address: '工业园区星湖街 9966 号',
        phone: '0512-55500266',
      },
      ...{ latitude: 31.2987, longitude: 120.7203, isAutoConfirm: false, followsHolidays: true },
      creditCode: '91320505MADEM0W071',
      week: { ...everyDay([clock(8, 30), clock(17, 30)]), 0: [clock(9), clock(17)] },
    },
    bays: [
      ['lane', ['接待 1', '接待 2']],
      ['quick', ['快保 1', '快保 2']],
      ['mech', ['机修 1', '机修 2']],
      ['align', ['四轮定位']],
      ['hv', ['新能源']],
    ],
    shifts: dealerShifts,
    menu: { except: ['WASH-FINE'] },
    load: 0.33,
    waiting: { today: 2, later: 3 },
  },
  {
    key: 'xuhui',
    region: 'shanghai',
    row: {
      ...{
        name: '徐汇快修工坊',
        kind: 'workshop',
        city: '上海',
        address: '徐汇区龙吴路 8866 号',
        phone: '021-55500377',
      },
      ...{ latitude: 31.1462, longitude: 121.4537, isAutoConfirm: true, followsHolidays: false },
      creditCode: '91310104MADEM0X033',
      week: { ...everyDay([clock(9), clock(19)]), 1: null },
    },
    bays: [
      ['quick', ['快修 1']],
      ['mech', ['机修 1']],
    ],
    shifts: {
      early: [
        [clock(9), clock(12)],
        [clock(12, 45), clock(17, 30)],
      ],
      late: [
        [clock(10, 30), clock(13, 30)],
        [clock(14, 15), clock(19)],
      ],
    },
    menu: {
      only: [
        ...['MAINT-S', 'MAINT-L', 'BRAKE-FLUID', 'BRAKE-PAD-F', 'BRAKE-PAD-R'],
        ...['TYRE-2', 'BATTERY-12V', 'AC-CLEAN', 'CHECK-TRIP'],
      ],
    },
    load: 0.36,
    waiting: { today: 0, later: 0 },
  },
]
