import '../in-wechat'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { privacy } from '@pitlane/contract'
import { act, fireEvent, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { LoginFlow } from '../../../miniprogram/src/features/account/LoginFlow'
import { readPhoneAnswer } from '../../../miniprogram/src/features/account/phone-answer'
import { currentProfile } from '../../../miniprogram/src/lib/session'
import { logIn, logOut, notes, owner, refusal, server, tokens } from '../owner-app'

const noPhone = { ...owner, maskedPhone: null, hasWechat: true }
const withPhone = { ...owner, hasWechat: true }
let done: number
/** Whether WeChat was asked. */
let asked: jest.SpiedFunction<typeof Taro.login>

beforeEach(() => {
  logOut()
  done = 0
  asked = jest.spyOn(Taro, 'login').mockResolvedValue({ code: 'wx-code', errMsg: 'login:ok' })
})

const open = (needsPhone = false) => render(<LoginFlow needsPhone={needsPhone} onDone={() => done++} />)
const press = (text: string) =>
  act(async () => {
    fireEvent.click(screen.getByText(text))
    await Promise.resolve()
  })
/** WeChat's answer to the tap on the phone button. */
const answerPhone = (detail: object) =>
  act(async () => {
    fireEvent(screen.getByText('使用微信绑定的手机号'), new CustomEvent('getphonenumber', { detail, bubbles: true }))
    await Promise.resolve()
  })

describe('one tap inside WeChat', () => {
  test('logs in with a WeChat code and the version of the guide', async () => {
    const sent = server({ 'POST /api/owner-sessions/wechat': () => ({ ...tokens, profile: noPhone }) })
    open()
    await press('我已阅读并同意')
    await press('微信一键登录')
    expect(sent).toEqual([
      {
        call: 'POST /api/owner-sessions/wechat',
        body: { code: 'wx-code', consentVersion: privacy.PRIVACY_VERSION },
      },
    ])
    expect(currentProfile()).toEqual(noPhone)
    expect(done).toBe(1)
  })

  test('asks WeChat nothing before the guide is agreed to', async () => {
    const sent = server({})
    open()
    await press('微信一键登录')
    expect(screen.getByText('请先阅读并勾选同意隐私保护指引。')).toBeTruthy()
    expect(asked).not.toHaveBeenCalled()
    expect(sent).toEqual([])
  })

  test('our server cannot reach WeChat: says so, and 重试 works', async () => {
    let attempts = 0
    server({
      'POST /api/owner-sessions/wechat': () =>
        ++attempts === 1 ? refusal('identity.wechat_unavailable') : { ...tokens, profile: noPhone },
    })
    open()
    await press('我已阅读并同意')
    await press('微信一键登录')
    expect(screen.getByText('微信登录暂时不可用，请稍后重试。您已选择的内容会保留。')).toBeTruthy()
    await press('重试')
    expect(done).toBe(1)
  })

  test('WeChat itself does not answer: the same words', async () => {
    jest.spyOn(Taro, 'login').mockRejectedValue({ errMsg: 'login:fail timeout' })
    const sent = server({})
    open()
    await press('我已阅读并同意')
    await press('微信一键登录')
    expect(screen.getByText('微信登录暂时不可用，请稍后重试。您已选择的内容会保留。')).toBeTruthy()
    expect(sent).toEqual([])
  })

  test('the phone is always another way, and the tick is kept', async () => {
    server({ 'POST /api/owner-sessions/sms': () => ({ ...tokens, profile: owner }) })
    open()
    await press('我已阅读并同意')
    await press('用手机验证码登录')
    expect(screen.getByText('获取验证码')).toBeTruthy()
    expect(screen.queryByText('微信一键登录')).toBeNull()
  })
})

describe('binding the phone', () => {
  test('is asked only when a booking needs it', async () => {
    server({ 'POST /api/owner-sessions/wechat': () => ({ ...tokens, profile: noPhone }) })
    open(true)
    await press('我已阅读并同意')
    await press('微信一键登录')
    expect(done).toBe(0)
    expect(screen.getByText('使用微信绑定的手机号')).toBeTruthy()
  })

  test('is not asked of an owner who has one', async () => {
    server({ 'POST /api/owner-sessions/wechat': () => ({ ...tokens, profile: withPhone }) })
    open(true)
    await press('我已阅读并同意')
    await press('微信一键登录')
    expect(done).toBe(1)
  })

  test('takes the new log-in that the answer carries', async () => {
    logIn(noPhone)
    const sent = server({ 'POST /api/me/phone': () => ({ ...tokens, accessToken: 'newer', profile: withPhone }) })
    const shown = notes()
    open(true)
    await answerPhone({ code: 'phone-code', errMsg: 'getPhoneNumber:ok' })
    expect(sent).toEqual([{ call: 'POST /api/me/phone', body: { code: 'phone-code' } }])
    expect(currentProfile()).toEqual(withPhone)
    expect(shown).toEqual(['手机号已绑定'])
    expect(done).toBe(1)
  })

  test('a refusal is fine: it may be tried again, done by SMS or left', async () => {
    logIn(noPhone)
    const sent = server({})
    open(true)
    await answerPhone({ errMsg: 'getPhoneNumber:fail user deny' })
    expect(screen.getByText('您没有授权微信手机号。可以再试一次，或改用短信验证码。')).toBeTruthy()
    expect(sent).toEqual([])
    await press('暂不绑定')
    expect(done).toBe(1)
  })

  test('WeChat out of quota: leads to the SMS code', async () => {
    logIn(noPhone)
    open(true)
    await answerPhone({ errMsg: 'getPhoneNumber:fail', errno: 1400001 })
    expect(screen.getByText('暂时取不到微信手机号，请改用短信验证码。')).toBeTruthy()
    await press('改用短信验证码')
    expect(screen.getByText('获取验证码')).toBeTruthy()
  })

  test.each([
    [
      { code: 'c', errMsg: 'getPhoneNumber:ok' },
      { kind: 'code', code: 'c' },
    ],
    [{ errMsg: 'getPhoneNumber:fail user deny' }, { kind: 'refused' }],
    [{ errMsg: 'getPhoneNumber:fail:user cancel' }, { kind: 'refused' }],
    [{ errMsg: 'getPhoneNumber:fail no permission' }, { kind: 'unavailable' }],
    [{ code: '', encryptedData: 'x', errMsg: 'getPhoneNumber:ok' }, { kind: 'unavailable' }],
    [undefined, { kind: 'unavailable' }],
  ])('%j is read as %j', (detail, answer) => {
    expect(readPhoneAnswer(detail)).toEqual(answer)
  })
})
