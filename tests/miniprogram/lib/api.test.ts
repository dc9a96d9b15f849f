import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { booking, store } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { api, ApiError, problemOf } from '../../../miniprogram/src/lib/api'
import { completeLogin, currentProfile, forgetSession, storedSession } from '../../../miniprogram/src/lib/session'
import { owner, refusal, server, tokens } from '../owner-app'

const fresh = { accessToken: 'access-2', accessExpiresAt: '2099-01-01T00:00:00.000Z', refreshToken: 'refresh-2' }
const expired = { ...tokens, accessExpiresAt: '2020-01-01T00:00:00.000Z' }
const mine = () => api(booking.mine, { query: { when: 'upcoming' } })
const page = { items: [], next: null }

/** The token each call carried. */
const bearers = () =>
  jest.mocked(Taro).request.mock.calls.map(([options]) => (options.header as Record<string, string>).authorization)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => problemOf(error).code,
  )

beforeEach(() => {
  forgetSession()
})

describe('a call', () => {
  test('goes to the address of the contract with its body as JSON', async () => {
    server({ 'GET /api/stores': () => [] })
    await expect(api(store.list, {})).resolves.toEqual([])
    expect(jest.mocked(Taro).request.mock.calls[0]?.[0]).toMatchObject({
      url: 'http://127.0.0.1/api/stores',
      method: 'GET',
    })
    expect(bearers()).toEqual([undefined])
  })

  test('that needs an owner is not even sent while nobody is logged in', async () => {
    const sent = server({})
    expect(await codeOf(mine())).toBe('auth.required')
    expect(sent).toEqual([])
  })

  test('brings the problem as the server worded it', async () => {
    completeLogin(tokens, owner)
    server({ 'GET /api/me/bookings': () => refusal('request.too_many') })
    await expect(mine()).rejects.toBeInstanceOf(ApiError)
    await expect(mine()).rejects.toMatchObject({ problem: { title: '操作太频繁了，请稍后再试。', requestId: 'r-1' } })
  })

  test('that gets no answer says that nothing is lost', async () => {
    server({})
    await expect(api(store.list, {})).rejects.toMatchObject({
      problem: { code: 'client.offline', title: '网络不太顺畅，您填写的内容都在。请检查网络后重试。' },
    })
  })

  test.each([
    [502, 'server.unavailable'],
    [429, 'request.too_many'],
    [404, 'server.unexpected'],
  ])('answered by a proxy with %d is told as %s', async (statusCode, code) => {
    const answer = { statusCode, data: '<html>Bad Gateway</html>' }
    jest.spyOn(Taro, 'request').mockResolvedValue(answer as never)
    expect(await codeOf(api(store.list, {}))).toBe(code)
  })
})

describe('an access token', () => {
  test('that ran out is exchanged before the call', async () => {
    completeLogin(expired, owner)
    const sent = server({ 'POST /api/sessions/refresh': () => fresh, 'GET /api/me/bookings': () => page })
    await expect(mine()).resolves.toEqual(page)
    expect(sent.map((s) => s.call)).toEqual(['POST /api/sessions/refresh', 'GET /api/me/bookings'])
    expect(sent[0]?.body).toEqual({ refreshToken: 'refresh' })
    expect(bearers()[1]).toBe('Bearer access-2')
    expect(storedSession()).toEqual({ tokens: fresh, profile: owner })
  })

  test('is exchanged once for many calls at a time: a refresh token works once', async () => {
    completeLogin(expired, owner)
    const sent = server({ 'POST /api/sessions/refresh': () => fresh, 'GET /api/me/bookings': () => page })
    await Promise.all([mine(), mine(), mine()])
    expect(sent.filter((s) => s.call === 'POST /api/sessions/refresh')).toHaveLength(1)
    expect(bearers().slice(1)).toEqual(['Bearer access-2', 'Bearer access-2', 'Bearer access-2'])
  })

  test('that the server no longer takes is exchanged and the call repeated once', async () => {
    completeLogin(tokens, owner)
    let refusals = 0
    const sent = server({
      'POST /api/sessions/refresh': () => fresh,
      'GET /api/me/bookings': () => (refusals++ === 0 ? refusal('auth.expired') : page),
    })
    await expect(mine()).resolves.toEqual(page)
    expect(sent).toHaveLength(3)
  })

  test('that another tab has renewed meanwhile is taken from there', async () => {
    completeLogin(tokens, owner)
    let refusals = 0
    const sent = server({
      'GET /api/me/bookings': () => {
        if (refusals++ > 0) return page
        completeLogin(fresh, owner)
        return refusal('auth.expired')
      },
    })
    await expect(mine()).resolves.toEqual(page)
    expect(sent.map((s) => s.call)).toEqual(['GET /api/me/bookings', 'GET /api/me/bookings'])
  })

  test('that cannot be renewed ends the log-in on the device', async () => {
    completeLogin(expired, owner)
    server({ 'POST /api/sessions/refresh': () => refusal('identity.refresh_invalid') })
    expect(await codeOf(mine())).toBe('identity.refresh_invalid')
    expect(currentProfile()).toBeNull()
    expect(storedSession()).toBeNull()
  })

  test('that cannot be renewed for want of a network keeps the log-in', async () => {
    completeLogin(expired, owner)
    server({})
    expect(await codeOf(mine())).toBe('client.offline')
    expect(currentProfile()).toEqual(owner)
  })
})
