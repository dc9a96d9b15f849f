import { describe, expect, it } from '@jest/globals'
import { misfitOf, type Occasion } from '../../../server/src/modules/coupon/fitting'
import { offersOn } from '../../../server/src/modules/coupon/offering'
import { sayBenefit, sayLimits } from '../../../server/src/modules/coupon/explaining'
import { candidate, cash, discount, face, fullCut, line, service, STORE } from './faces'

/** A Tuesday at 15:00. */
const tuesday: Occasion = {
  visit: { fuel: 'ice', car: '大众 帕萨特', modelYear: 2022, customer: 'regular', isBooked: false },
  ...{ storeId: STORE, vehicleId: 'car', at: new Date('2026-11-24T07:00:00Z') },
  ...{ day: '2026-11-24', minute: 900 },
}

const bill = [line('a', 30_000, { category: 'maintenance' }), line('w', 4500, { serviceId: 'wash' })]

describe('an offer', () => {
  it('chooses, says what each coupon is worth, and gives every other one its reason', () => {
    const offers = offersOn(
      bill,
      [
        candidate('cash', cash(5000), { name: '回店礼', says: '抵¥50' }),
        candidate('small', cash(2000), { name: '小额券' }),
        candidate('wash', service('wash'), { name: '洗车券', says: '免费洗车1次' }),
        candidate('cut', fullCut(50_000, 8000), { name: '满减' }),
        candidate('oil', service('oil'), { name: '保养券' }),
        candidate('gift', { kind: 'gift', item: '玻璃水' }, { name: '礼品' }),
        candidate('away', cash(9000), { name: '外店券', storeIds: ['store-2'] }),
      ],
      tuesday,
    )
    expect(offers.chosen.map(({ couponId, because }) => [couponId, because])).toEqual([
      ['wash', '免费洗车1次，本单优惠¥45'],
      ['cash', '抵¥50，本单优惠¥50'],
    ])
    expect(Object.fromEntries(offers.refused.map(({ couponId, because }) => [couponId, because]))).toEqual({
      small: '代金券每单限用一张，已选用「回店礼」',
      cut: '适用项目合计¥345，还差¥155',
      oil: '账单中没有适用的项目',
      gift: '礼品券不抵扣金额，请在交车时领取',
      away: '本店不可用',
    })
    expect(offers).toMatchObject({ savingFen: 9500, payableFen: 25_000 })
    expect(offers.lines).toEqual([
      { id: 'a', amountFen: 30_000, allocatedFen: 5000, netFen: 25_000 },
      { id: 'w', amountFen: 4500, allocatedFen: 4500, netFen: 0 },
    ])
  })

  it('says when others have left nothing', () => {
    const offers = offersOn(
      [line('w', 4500, { serviceId: 'wash' })],
      [candidate('wash', service('wash'), { says: '免费洗车1次' }), candidate('x', discount(50, 1000), { name: '折' })],
      tuesday,
    )
    expect(offers.refused.map(({ because }) => because)).toEqual(['适用项目已被其他券抵扣完'])
  })

  it('says when there were too many to try together', () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      candidate(`c${String(i).padStart(2, '0')}`, cash(5000 - i), { type: 'comp' }),
    )
    const offers = offersOn([line('a', 500_000)], many, tuesday)
    expect(offers.chosen).toHaveLength(10)
    expect(offers.refused.map(({ because }) => because)).toEqual([
      '可用的券较多，已从优惠最大的10张中选出最佳组合',
      '可用的券较多，已从优惠最大的10张中选出最佳组合',
    ])
  })
})

describe('whether a coupon fits', () => {
  it.each([
    ['here and now', {}, {}, undefined],
    ['before its time', {}, { validFrom: new Date('2026-11-25T00:00:00Z') }, 'not_begun'],
    ['at its end', {}, { validUntil: tuesday.at }, 'over'],
    ['in another store', { storeIds: ['other'] }, {}, 'store'],
    ['on its own car', {}, { vehicleId: 'car' }, undefined],
    ['on another car', {}, { vehicleId: 'other' }, 'vehicle'],
    ['on an electric car only', { scope: { fuels: ['bev' as const] } }, {}, 'fuel'],
    ['on its series', { scope: { series: ['丰田', '大众帕萨特'] } }, {}, undefined],
    ['on another series', { scope: { series: ['大众 途观'] } }, {}, 'series'],
    ['on a car of its age', { scope: { ageYears: { from: 3, to: 4 } } }, {}, undefined],
    ['on a car that is too new', { scope: { ageYears: { from: 5, to: null } } }, {}, 'age'],
    ['on a car that is too old', { scope: { ageYears: { from: 0, to: 3 } } }, {}, 'age'],
    ['for these customers', { scope: { customers: ['lapsed' as const, 'regular' as const] } }, {}, undefined],
    ['for new customers', { scope: { customers: ['new' as const] } }, {}, 'customer'],
    ['for who has booked', { needsBooking: true }, {}, 'booking'],
    ['on Wednesdays only', { window: { weekdays: [3] } }, {}, 'weekday'],
    ['on Tuesdays', { window: { weekdays: [2] } }, {}, undefined],
    ['until three', { window: { hours: { from: 540, to: 900 } } }, {}, 'hours'],
    ['from three', { window: { hours: { from: 900, to: 1080 } } }, {}, undefined],
    ['not on this day', { window: { blackout: ['2026-11-24'] } }, {}, 'blackout'],
  ])('%s', (_what, over, rest, expected) => {
    expect(misfitOf(candidate('1', cash(1), over, rest), tuesday)).toBe(expected)
  })
})

it('says that it cannot know the age of a car whose VIN does not tell', () => {
  const visit = { ...tuesday.visit!, modelYear: null }
  const aged = candidate('1', cash(1), { scope: { ageYears: { from: 0, to: null } } })
  expect(misfitOf(aged, { ...tuesday, visit })).toBe('age_unknown')
  const offers = offersOn(bill, [aged], { ...tuesday, visit })
  expect(offers.refused.map(({ because }) => because)).toEqual(['车架号看不出年款，无法核对车龄'])
})

it('takes a car of the coming model year for a new one', () => {
  const visit = { ...tuesday.visit!, modelYear: 2027 }
  const young = candidate('1', cash(1), { scope: { ageYears: { from: 0, to: 0 } } })
  expect(misfitOf(young, { ...tuesday, visit })).toBeUndefined()
})

it('asks for no car, customer or booking while it is not known which visit it will be', () => {
  const over = { scope: { fuels: ['bev' as const], series: ['丰田'], customers: ['new' as const] }, needsBooking: true }
  expect(misfitOf(candidate('1', cash(1), over, { vehicleId: 'car' }), { ...tuesday, visit: null })).toBeUndefined()
})

describe('what a coupon says', () => {
  const nameOf = (id: string) => ({ wash: '洗车', oil: '小保养' })[id] ?? id
  it.each([
    [cash(5000), '抵¥50'],
    [cash(5000, 20_000), '满¥200抵¥50'],
    [fullCut(50_000, 8000), '满¥500减¥80'],
    [discount(85, 20_000), '8.5折，最高减¥200'],
    [discount(80, 20_000), '8折，最高减¥200'],
    [discount(5, 20_000), '0.5折，最高减¥200'],
    [service('wash'), '免费洗车1次'],
    [{ kind: 'gift' as const, item: '玻璃水' }, '到店领取玻璃水'],
  ])('%j', (benefit, expected) => {
    expect(sayBenefit(benefit, nameOf)).toBe(expected)
  })

  it('names its limits', () => {
    const limited = face(cash(1), {
      scope: {
        kinds: ['labour'],
        exceptCategories: ['tyre'],
        serviceIds: ['oil'],
        fuels: ['bev'],
        series: ['大众 帕萨特'],
        ageYears: { from: 3, to: null },
        customers: ['new', 'lapsed'],
      },
      ...{ needsBooking: true, refundPolicy: 'void' as const },
      window: { weekdays: [4, 2], hours: { from: 780, to: 1020 } },
      stack: { isAlone: true },
    })
    expect(sayLimits(limited, nameOf)).toEqual([
      ...[
        '仅限工时',
        '仅限小保养',
        '不含轮胎类项目',
        '仅限大众 帕萨特',
        '仅限车龄3年及以上（按车架号年款）',
        '仅限新客户、流失客户',
        '仅限纯电动',
        '仅限周二、周四使用',
        '仅限13:00–17:00使用',
      ],
      ...['需提前预约到店', '不与其他券同时使用', '使用后不退回'],
    ])
  })
})
