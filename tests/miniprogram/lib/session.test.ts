import { beforeEach, describe, expect, test } from '@jest/globals'
import {
  completeLogin,
  currentProfile,
  dismissLogin,
  forgetSession,
  LoginDismissed,
  requireLogin,
} from '../../../miniprogram/src/lib/session'
import { journeys, owner, tokens } from '../owner-app'

const nameless = { ...owner, maskedPhone: null }
let went: string[]

beforeEach(() => {
  forgetSession()
  dismissLogin()
  went = journeys()
})

describe('requireLogin', () => {
  test('opens nothing for an owner who is logged in', async () => {
    completeLogin(tokens, owner)
    await expect(requireLogin({ phone: true })).resolves.toEqual(owner)
    expect(went).toEqual([])
  })

  test('opens the log-in page and goes on with the owner', async () => {
    const asked = requireLogin()
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    completeLogin(tokens, owner)
    await expect(asked).resolves.toEqual(owner)
    expect(currentProfile()).toEqual(owner)
  })

  test('with a phone waits until one is bound', async () => {
    const asked = requireLogin({ phone: true })
    expect(went).toEqual(['to /packages/account/pages/login/index?phone=1'])
    completeLogin(tokens, nameless)
    const first = await Promise.race([asked, Promise.resolve('still waiting')])
    expect(first).toBe('still waiting')
    completeLogin(tokens, owner)
    await expect(asked).resolves.toEqual(owner)
  })

  test('asks an owner without a phone again when one is needed', () => {
    completeLogin(tokens, nameless)
    requireLogin({ phone: true }).catch(() => undefined)
    expect(went).toEqual(['to /packages/account/pages/login/index?phone=1'])
  })

  test('rejects when the page is left, and when another asks', async () => {
    const first = requireLogin()
    const second = requireLogin()
    dismissLogin()
    await expect(first).rejects.toBeInstanceOf(LoginDismissed)
    await expect(second).rejects.toBeInstanceOf(LoginDismissed)
  })
})
