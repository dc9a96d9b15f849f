import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { privacy } from '@pitlane/contract'
import { act, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { currentProfile, LoginDismissed, requireLogin } from '../../../miniprogram/src/lib/session'
import Login from '../../../miniprogram/src/packages/account/pages/login'
import { journeys, logOut, owner, refusal, server, tap, tokens, type } from '../owner-app'

const SENT = { retryAfterSeconds: 60, expiresInSeconds: 300 }
const others = [
  ...(['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const),
  ...(['requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'performance', 'hrtime'] as const),
]
let went: string[]

beforeEach(() => {
  logOut()
  went = journeys()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
})
afterEach(() => {
  jest.useRealTimers()
})

const agree = () => tap('我已阅读并同意《隐私保护指引》', 'checkbox')

describe('logging in with phone and code', () => {
  test('sends the code once the guide is agreed to, and goes back to where the owner came from', async () => {
    const sent = server({
      'POST /api/sms-codes': () => SENT,
      'POST /api/owner-sessions/sms': () => ({ ...tokens, profile: owner }),
    })
    render(<Login />)
    await type('手机号', '+86 138-0013-8000')
    await agree()
    await tap('获取验证码')
    expect(await screen.findByText('验证码已发送到 138 0013 8000，5 分钟内有效。')).toBeTruthy()
    await type('验证码', '123456')
    await tap('登录')
    const consentVersion = privacy.PRIVACY_VERSION
    expect(sent).toEqual([
      { call: 'POST /api/sms-codes', body: { phone: '13800138000', consentVersion } },
      { call: 'POST /api/owner-sessions/sms', body: { phone: '13800138000', code: '123456', consentVersion } },
    ])
    expect(currentProfile()).toEqual(owner)
    expect(went).toEqual(['back'])
  })

  test('opened by its address it leads to the own page', async () => {
    jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}] as never)
    server({ 'POST /api/owner-sessions/sms': () => ({ ...tokens, profile: owner }) })
    render(<Login />)
    await type('手机号', '13800138000')
    await type('验证码', '123456')
    await agree()
    await tap('登录')
    expect(went).toEqual(['tab /pages/me/index'])
  })

  test('asks nothing of the server without a tick, and says what is missing', async () => {
    const sent = server({})
    render(<Login />)
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('false')
    await type('手机号', '13800138000')
    await tap('获取验证码')
    expect(screen.getByText('请先阅读并勾选同意隐私保护指引。')).toBeTruthy()
    await type('验证码', '123456')
    await tap('登录')
    expect(sent).toEqual([])
    await agree()
    expect(screen.queryByText('请先阅读并勾选同意隐私保护指引。')).toBeNull()
  })

  test('leads to the guide', async () => {
    render(<Login />)
    await tap('《隐私保护指引》', 'link')
    expect(went).toEqual(['to /packages/account/pages/privacy/index'])
  })

  test.each(['', '1380013800', '12800138000', '400-820-8820'])('refuses the phone %j in place', async (phone) => {
    const sent = server({})
    render(<Login />)
    await type('手机号', phone)
    await agree()
    await tap('获取验证码')
    expect(screen.getByText('请输入 11 位手机号。')).toBeTruthy()
    expect(sent).toEqual([])
  })

  test('a wrong code is said beside the code, and goes away when it is typed again', async () => {
    server({ 'POST /api/owner-sessions/sms': () => refusal('identity.sms_code_wrong') })
    render(<Login />)
    await type('手机号', '13800138000')
    await type('验证码', '000000')
    await agree()
    await tap('登录')
    expect(await screen.findByText('验证码不正确或已过期，请重新获取。')).toBeTruthy()
    await type('验证码', '12345')
    expect(screen.queryByText('验证码不正确或已过期，请重新获取。')).toBeNull()
    await tap('登录')
    expect(screen.getByText('请输入短信中的 6 位数字。')).toBeTruthy()
    expect(went).toEqual([])
  })
})

describe('sending again', () => {
  test('waits as long as the server says, and counts down', async () => {
    const sent = server({ 'POST /api/sms-codes': () => SENT })
    render(<Login />)
    await type('手机号', '13800138000')
    await agree()
    // Only what the countdown uses: Taro's elements are drawn on the other timers and would never be drawn again.
    jest.useFakeTimers({ now: Date.now(), doNotFake: others })
    await tap('获取验证码')
    expect(screen.getByRole('button', { name: '60 秒后可重新获取' }).getAttribute('aria-disabled')).toBe('true')
    act(() => jest.advanceTimersByTime(59_000))
    await tap('1 秒后可重新获取')
    expect(sent).toHaveLength(1)
    act(() => jest.advanceTimersByTime(1000))
    await tap('重新获取')
    expect(sent).toHaveLength(2)
  })

  test('too soon: says so and waits the rest', async () => {
    server({ 'POST /api/sms-codes': () => refusal('identity.sms_too_soon', { retryAfterSeconds: 42 }) })
    render(<Login />)
    await type('手机号', '13800138000')
    await agree()
    await tap('获取验证码')
    expect(await screen.findByText('验证码已发送，请稍后再获取。')).toBeTruthy()
    expect(screen.getByRole('button', { name: '42 秒后可重新获取' })).toBeTruthy()
  })

  test('no SMS to be had: says so and may be tried at once', async () => {
    const sent = server({ 'POST /api/sms-codes': () => refusal('identity.sms_unavailable') })
    render(<Login />)
    await type('手机号', '13800138000')
    await agree()
    await tap('获取验证码')
    expect(await screen.findByText('短信暂时发不出去，请稍后再试。')).toBeTruthy()
    await tap('获取验证码')
    expect(sent).toHaveLength(2)
  })
})

describe('whoever asked for the log-in', () => {
  test('goes on with the owner', async () => {
    server({ 'POST /api/owner-sessions/sms': () => ({ ...tokens, profile: owner }) })
    const asked = requireLogin()
    asked.catch(() => undefined)
    render(<Login />)
    await type('手机号', '13800138000')
    await type('验证码', '123456')
    await agree()
    await tap('登录')
    await expect(asked).resolves.toEqual(owner)
  })

  test('hears that the page was left', async () => {
    const asked = requireLogin()
    render(<Login />).unmount()
    await expect(asked).rejects.toBeInstanceOf(LoginDismissed)
  })
})
