import type { LoanerCar } from '../modules/mobility/mobility.entity'
import type { StoreKey } from './store-data'

type Span = readonly [number, number]

interface DriverData {
  readonly name: string
  readonly phone: string
  readonly hours: Span
  /** 0 Sunday … 6 Saturday. */
  readonly restDay: number
}

interface Fleet {
  readonly drivers: readonly DriverData[]
  readonly cars: readonly Pick<LoanerCar, 'plate' | 'model' | 'fuel' | 'odometerKm'>[]
  /** Homes near the store; the house numbers do not exist. */
  readonly homes: readonly string[]
}

/** What the dealers have beside their workshops. A workshop round the corner fetches nobody. */
export const FLEETS: Readonly<Partial<Record<StoreKey, Fleet>>> = {
  pudong: {
    drivers: [
      { name: '陈建国', phone: '13900000711', hours: [450, 1110], restDay: 1 },
      { name: '周立新', phone: '13900000712', hours: [450, 1110], restDay: 3 },
    ],
    cars: [
      { plate: '沪C0D711', model: '大众 朗逸', fuel: 'ice', odometerKm: 38_420 },
      { plate: '沪ADD0712', model: '比亚迪 秦 PLUS EV', fuel: 'bev', odometerKm: 21_960 },
      { plate: '沪C0D713', model: '丰田 卡罗拉', fuel: 'hev', odometerKm: 12_075 },
    ],
    homes: [
      '浦东新区张江路 9988 弄 6 号 302 室',
      '浦东新区碧波路 9866 弄 12 号 1101 室',
      '浦东新区益江路 9733 弄 3 号 501 室',
      '浦东新区芳甸路 9655 弄 20 号 802 室',
    ],
  },
  suzhou: {
    drivers: [
      { name: '钱志明', phone: '13900000721', hours: [450, 1080], restDay: 2 },
      { name: '沈国平', phone: '13900000722', hours: [450, 1080], restDay: 4 },
    ],
    cars: [
      { plate: '苏ED0721', model: '大众 朗逸', fuel: 'ice', odometerKm: 44_180 },
      { plate: '苏EDD0722', model: '比亚迪 秦 PLUS EV', fuel: 'bev', odometerKm: 17_310 },
      { plate: '苏ED0723', model: '本田 飞度', fuel: 'ice', odometerKm: 9_640 },
    ],
    homes: [
      '工业园区现代大道 9988 号 5 幢 1203 室',
      '工业园区星塘街 9866 号 8 幢 602 室',
      '工业园区东沙湖路 9733 号 2 幢 901 室',
    ],
  },
}
