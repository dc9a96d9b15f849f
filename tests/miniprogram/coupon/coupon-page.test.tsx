import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, configure, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import CouponPage from '../../../miniprogram/src/packages/coupon/pages/coupon'
import WalletPage from '../../../miniprogram/src/packages/coupon/pages/wallet'
import { qrImage } from '../../../miniprogram/src/lib/qr'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, logIn, notes, owner, refusal, server, tap } from '../owner-app'
import { coupon, COUPON, MINE, TOKEN } from './scene'

configure({ asyncUtilTimeout: 15_000 })

let went: string[]
let page: { unmount: () => void } | undefined
beforeEach(() => {
  Taro.removeStorageSync('pitlane.coupon')
  logIn()
  liveSockets()
  notes()
  went = journeys()
  openedWith({ couponId: COUPON })
})
afterEach(() => {
  page?.unmount()
  jest.useRealTimers()
})

const serve = (more: Record<string, (body: unknown) => unknown> = {}) =>
  server({ [MINE]: () => coupon, [TOKEN]: () => ({ payload: 'PC1.one', until: '2026-11-30T00:00:00Z' }), ...more })
const code = () => screen.getByRole('img', { name: '卡券核销码' })
/** Lets so much time pass, a second at a time. */
const pass = async (seconds: number) => {
  for (let i = 0; i < seconds; i++) await act(() => jest.advanceTimersByTimeAsync(1000))
}

describe('a coupon at the counter', () => {
  test('shows a code to scan, twelve digits to say, and its conditions', async () => {
    serve()
    page = render(<CouponPage />)
    await screen.findByText(/秒后自动更新/)
    expect(code()).toBeTruthy()
    expect(screen.getByText('1234-5678-9012')).toBeTruthy()
    expect(screen.getByText('仅限周一、周二使用')).toBeTruthy()
    expect(screen.getByText('浦东店')).toBeTruthy()
  })

  test('renews itself before its minute is over', async () => {
    jest.useFakeTimers()
    const sent = serve()
    page = render(<CouponPage />)
    await pass(3)
    const asked = () => sent.filter(({ call }) => call === TOKEN).length
    expect(asked()).toBe(1)
    await pass(44)
    expect(asked()).toBe(1)
    await pass(6)
    expect(asked()).toBe(2)
  })

  test('without a network the code stays for its minute, also after a restart, then says what to do', async () => {
    jest.useFakeTimers()
    serve()
    page = render(<CouponPage />)
    await pass(3)
    server({})
    page.unmount()
    page = render(<CouponPage />)
    await pass(12)
    expect(screen.getByText('没有网络，显示的是上次的内容')).toBeTruthy()
    expect(code()).toBeTruthy()
    await pass(38)
    expect(screen.getByText(/没有网络，这个码还能用 \d 秒/)).toBeTruthy()
    await pass(12)
    expect(screen.getByText('核销码已过期')).toBeTruthy()
    expect(screen.getByText('联网后会自动更新。现在可以报下面的 12 位券码。')).toBeTruthy()
    expect(screen.getByText('1234-5678-9012')).toBeTruthy()
    serve()
    await tap('刷新核销码')
    await pass(2)
    expect(screen.queryByText('核销码已过期')).toBeNull()
  })

  test('another owner of this phone sees nothing of it', async () => {
    serve()
    page = render(<CouponPage />)
    await screen.findByText(/秒后自动更新/)
    page.unmount()
    logIn({ ...owner, id: '01J00000000000000000000002' })
    server({})
    page = render(<CouponPage />)
    expect(await screen.findByText(/网络不太顺畅/)).toBeTruthy()
    expect(screen.queryByText('1234-5678-9012')).toBeNull()
    expect(Taro.getStorageSync('pitlane.coupon')).toBe('')
  })

  test('once it was redeemed there is no code any more', async () => {
    let state: 'claimed' | 'used' = 'claimed'
    serve({
      [MINE]: () => ({ ...coupon, state, usedAt: state === 'used' ? new Date().toISOString() : null }),
      [TOKEN]: () => {
        state = 'used'
        return refusal('coupon.not_usable')
      },
    })
    page = render(<CouponPage />)
    expect(await screen.findByText('已使用')).toBeTruthy()
    expect(screen.queryByText('1234-5678-9012')).toBeNull()
  })

  test('is given to a friend by a link', async () => {
    const copied: string[] = []
    jest.spyOn(Taro, 'setClipboardData').mockImplementation(({ data }) => {
      copied.push(data)
      return Promise.resolve({ errMsg: 'ok', data })
    })
    serve({ [`POST /api/me/coupons/${COUPON}/gifts`]: () => ({ token: 'T'.repeat(32), until: coupon.validUntil }) })
    page = render(<CouponPage />)
    await screen.findByText(/秒后自动更新/)
    await tap('送给朋友')
    expect(screen.getByText(/券归朋友所有/)).toBeTruthy()
    await tap('生成赠送链接')
    await screen.findByRole('button', { name: '复制链接' })
    await tap('复制链接')
    expect(copied[0]).toContain(`#/packages/coupon/pages/claim/index?token=${'T'.repeat(32)}`)
  })
})

describe('the wallet', () => {
  const used = { ...coupon, id: '01J00000000000000000000969', says: '抵¥50', state: 'used' as const }

  test('what can be used, what was, and what has ended', async () => {
    server({ 'GET /api/me/coupons': () => ({ usable: [coupon], used: [used], ended: [] }) })
    page = render(<WalletPage />)
    await screen.findByText('满¥500减¥80')
    expect(screen.queryByText('抵¥50')).toBeNull()
    await tap('已使用 1', 'radio')
    expect(screen.getByText('抵¥50')).toBeTruthy()
    await tap('已失效 0', 'radio')
    expect(screen.getByText('没有失效的卡券')).toBeTruthy()
    await tap('可使用 1', 'radio')
    await tap(/满¥500减¥80/)
    expect(went).toEqual([`to /packages/coupon/pages/coupon/index?couponId=${COUPON}`])
  })

  test('invites a friend to a store; one without such an offer says so', async () => {
    let tries = 0
    server({
      'GET /api/me/coupons': () => ({ usable: [], used: [], ended: [] }),
      'GET /api/stores': () => [{ id: '01J00000000000000000000301', name: '浦东店', address: '张杨路 1288 号' }],
      'POST /api/me/coupon-invitations': () =>
        tries++ === 0
          ? refusal('coupon.no_referral')
          : { token: 'T'.repeat(32), until: coupon.validUntil, name: '好友券', says: '抵¥30' },
    })
    page = render(<WalletPage />)
    await screen.findByText('现在没有可用的卡券')
    await tap(/^邀请好友，双方得券/)
    await screen.findByText('张杨路 1288 号')
    await tap(/^浦东店/)
    expect(await screen.findByText('这家门店现在没有邀请好友的活动。')).toBeTruthy()
    await tap(/^浦东店/)
    expect(await screen.findByText('好友券：抵¥30')).toBeTruthy()
    expect(screen.getByRole('button', { name: '复制链接' })).toBeTruthy()
  })
})

test('a QR code is one image with room around it', () => {
  const svg = decodeURIComponent(qrImage('PC1.x').split(',')[1] ?? '')
  expect(svg).toContain('viewBox="0 0 29 29"')
  // The finder patterns begin after the quiet zone.
  expect(svg).toContain('M4 4h7v1h-7z')
})
