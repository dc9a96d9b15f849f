import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { configure, render, screen, waitFor } from '@testing-library/react'
import ClaimPage from '../../../miniprogram/src/packages/coupon/pages/claim'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, logIn, logOut, refusal, server, tap } from '../owner-app'
import { coupon, COUPON } from './scene'

configure({ asyncUtilTimeout: 15_000 })

const token = 'T'.repeat(32)
const LINK = `/api/coupon-links/${token}`
const offer = {
  ...{ kind: 'claim', name: '秋季保养券', says: '满¥500减¥80', limits: [], terms: '', until: coupon.validUntil },
  left: 12 as number | null,
}

let went: string[]
let page: { unmount: () => void } | undefined
beforeEach(() => {
  logIn()
  liveSockets()
  went = journeys()
  openedWith({ token })
})
afterEach(() => page?.unmount())

test('takes a coupon of a store; sent again after a lost answer it is the same taking', async () => {
  let tries = 0
  const sent = server({
    [`GET ${LINK}`]: () => offer,
    [`POST ${LINK}/claim`]: () => (tries++ === 0 ? Promise.reject(new Error('lost')) : { couponId: COUPON }),
  })
  page = render(<ClaimPage />)
  await screen.findByText('门店送您一张券')
  expect(screen.getByText('还剩 12 张')).toBeTruthy()
  await tap('领取')
  await screen.findByText(/网络不太顺畅/)
  await tap('领取')
  await screen.findByText('已放进您的卡包')
  const bodies = sent.filter(({ call }) => call.endsWith('/claim')).map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toEqual(bodies[0])
  await tap('看这张券')
  expect(went).toEqual([`instead /packages/coupon/pages/coupon/index?couponId=${COUPON}`])
})

test('anybody may look; taking asks for a log-in and then goes on', async () => {
  logOut()
  server({
    [`GET ${LINK}`]: () => ({ ...offer, kind: 'gift', left: null }),
    [`POST ${LINK}/acceptance`]: () => ({ couponId: COUPON }),
  })
  page = render(<ClaimPage />)
  await screen.findByText('朋友送您一张券')
  await tap('领取')
  await waitFor(() => expect(went).toHaveLength(1))
  logIn()
  expect(await screen.findByText('已放进您的卡包')).toBeTruthy()
})

test('accepts an invitation and says what comes of it', async () => {
  server({ [`GET ${LINK}`]: () => ({ ...offer, kind: 'invitation', left: null }), [`POST ${LINK}/friend`]: () => ({}) })
  page = render(<ClaimPage />)
  await screen.findByText('朋友邀请您到店服务')
  await tap('接受邀请')
  expect(await screen.findByText('已接受邀请')).toBeTruthy()
})

test('a refusal is said, and a link that has ended says what to do', async () => {
  server({ [`GET ${LINK}`]: () => offer, [`POST ${LINK}/claim`]: () => refusal('coupon.limit_reached') })
  page = render(<ClaimPage />)
  await screen.findByText('门店送您一张券')
  await tap('领取')
  expect(await screen.findByText('已达到每人或每车可领取的数量。')).toBeTruthy()
  page.unmount()
  server({ [`GET ${LINK}`]: () => refusal('coupon.link_over') })
  page = render(<ClaimPage />)
  expect(await screen.findByText('这个链接已失效')).toBeTruthy()
  await tap('返回首页')
  expect(went).toEqual(['tab /pages/home/index'])
})
