import '../device'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, configure, render, screen } from '@testing-library/react'
import * as camera from '../../../miniprogram/src/lib/platform/scan'
import { forgetStaff, loginStaff } from '../../../miniprogram/src/features/staff/staff-session'
import ScanPage from '../../../miniprogram/src/packages/staff/pages/scan'
import { journeys, refusal, server, tap, tokens, type } from '../owner-app'
import { freshPhone, staff, WORKORDER } from './scene'

configure({ asyncUtilTimeout: 15_000 })

const STORE = staff.stores[0]?.id ?? ''
const CODES = `POST /api/stores/${STORE}/coupon-codes`
const SCANS = `POST /api/stores/${STORE}/coupon-scans`
const CUSTOMER = '01J00000000000000000000001'
const COUPON = '01J00000000000000000000961'
const checked = {
  ...{ couponId: COUPON, customerId: CUSTOMER, vehicleId: null, name: '秋季保养券', type: 'full_cut' },
  ...{ says: '满¥500减¥80', limits: ['仅限周一使用'], terms: '', state: 'claimed', refusal: null as string | null },
  ...{ validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2099-01-01T00:00:00.000Z' },
}
const house = (customerId: string, bill: object) => ({
  [CODES]: () => checked,
  [`GET /api/stores/${STORE}/workorders`]: () => ({
    cards: [{ id: WORKORDER, plate: '沪AD12345', customerName: '王先生', serviceName: '更换刹车片' }],
  }),
  [`GET /api/workorders/${WORKORDER}`]: () => ({ customerId }),
  [`GET /api/workorders/${WORKORDER}/settlement`]: () => ({ state: 'open', coupons: [], losers: [], ...bill }),
})

async function logInWith(permissions: readonly string[]): Promise<void> {
  const stores = staff.stores.map((store) => ({ ...store, permissions }))
  server({
    'POST /api/staff-sessions': () => ({ ...tokens, mustChangePassword: false }),
    'GET /api/staff/me': () => ({ ...staff, stores }),
  })
  await act(() => loginStaff('guwen', 'secret'))
}

let page: { unmount: () => void } | undefined
beforeEach(async () => {
  freshPhone()
  act(forgetStaff)
  journeys()
  await logInWith(['coupon.redeem', 'workorder.read', 'settlement.read'])
})
afterEach(() => page?.unmount())

const typeCode = async (code = '1234-5678-9012') => {
  page = render(<ScanPage />)
  await type('12 位券码', code)
  await tap('查这张券')
}

describe('a typed code', () => {
  test('says what the coupon is and that it goes here now', async () => {
    const sent = server(house(CUSTOMER, {}))
    await typeCode()
    await screen.findByText('满¥500减¥80')
    expect(screen.getByText('本店现在可用')).toBeTruthy()
    expect(screen.getByText('仅限周一使用')).toBeTruthy()
    expect(sent).toEqual([{ call: CODES, body: { code: '123456789012' } }])
  })

  test('of a wrong length is not sent', async () => {
    const sent = server({})
    await typeCode('1234-5678')
    expect(screen.getByText('券码是 12 位数字，请核对。')).toBeTruthy()
    expect(sent).toEqual([])
  })

  test.each([
    ['coupon.code_wrong', '券码不正确，请与车主核对 12 位数字。'],
    ['coupon.code_locked', '今天输错券码的次数过多，请明天再试，或扫描车主的核销码。'],
  ] as const)('refused with %s says why', async (code, words) => {
    server({ [CODES]: () => refusal(code) })
    await typeCode()
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.queryByText('本店现在可用')).toBeNull()
  })

  test('of a coupon that does not go here says why not', async () => {
    server({ [CODES]: () => ({ ...checked, refusal: '本店不可用' }) })
    await typeCode()
    expect(await screen.findByText('本店不可用')).toBeTruthy()
    expect(screen.getByText('现在不能用')).toBeTruthy()
  })
})

describe('a scanned code', () => {
  const scanning = (said: string | undefined) => {
    jest.spyOn(camera, 'canScan').mockReturnValue(true)
    jest.spyOn(camera, 'scan').mockResolvedValue(said)
  }

  test('is sent as it is; one that is over says so, and the next one goes', async () => {
    scanning('PC1.a')
    let tries = 0
    const sent = server({ [SCANS]: () => (tries++ === 0 ? refusal('coupon.qr_over') : checked) })
    page = render(<ScanPage />)
    await tap('扫码')
    expect(await screen.findByText('核销码已过期，请让车主刷新后重新出示。')).toBeTruthy()
    await tap('扫码')
    expect(await screen.findByText('满¥500减¥80')).toBeTruthy()
    expect(screen.queryByText('核销码已过期，请让车主刷新后重新出示。')).toBeNull()
    expect(sent.map(({ body }) => body)).toEqual([{ payload: 'PC1.a' }, { payload: 'PC1.a' }])
  })

  test('leaving the scanner sends nothing', async () => {
    scanning(undefined)
    const sent = server({})
    page = render(<ScanPage />)
    await tap('扫码')
    expect(sent).toEqual([])
  })
})

describe('whether it goes on a bill', () => {
  test.each([
    [CUSTOMER, { coupons: [{ id: COUPON, name: '', valueFen: 8000, text: '满¥500减¥80' }] }, /可用，已选用，抵 ¥80/],
    [CUSTOMER, { losers: [{ id: COUPON, name: '', reason: '还差¥100' }] }, '这次没有选用：还差¥100'],
    [CUSTOMER, { state: 'paid' }, '这张工单已开始收款或已结清，不能再加卡券。'],
    ['01J00000000000000000000002', {}, '这辆车不是这位车主的，这张券不能用在它上面。'],
  ])('of customer %s with %j', async (customerId, bill, words) => {
    server(house(customerId, bill))
    await typeCode()
    await screen.findByText('满¥500减¥80')
    await tap('选在店的车')
    await screen.findByText('沪A·D12345')
    await tap(/沪A·D12345/, 'radio')
    expect(await screen.findByText(words)).toBeTruthy()
  })
})

test('who may not check coupons is told whom to ask', async () => {
  await logInWith(['workorder.work'])
  page = render(<ScanPage />)
  expect(screen.getByText(/请找服务顾问或收银/)).toBeTruthy()
})
