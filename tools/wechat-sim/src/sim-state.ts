import { type Calls, createCalls } from './calls'
import { createFaults, type Faults } from './faults'
import { createLogIn, type LogIn } from './log-in'
import type { Account, WechatSimOptions } from './options'
import { createPayState, type PayState } from './pay/pay-state'
import { createPhoneNumbers, type PhoneNumbers } from './phone'
import { createStableToken, type StableToken } from './stable-token'
import { createSubscriptions, type Subscriptions } from './subscribe'
import { requireKnownTypes } from './template-fields'

/** Everything the simulator remembers, all of it in memory. */
export interface SimState {
  account: Account
  logIn: LogIn
  token: StableToken
  phones: PhoneNumbers
  subscriptions: Subscriptions
  faults: Faults
  calls: Calls
  /** Absent without a merchant account. */
  pay: PayState | undefined
}

export function createSimState(options: WechatSimOptions): SimState {
  options.templates.forEach(requireKnownTypes)
  const now = () => (options.clock ? options.clock.now().getTime() : Date.now())
  const account: Account = { appid: options.appid, secret: options.secret, now }
  return {
    account,
    logIn: createLogIn(account, options.openPlatform ?? false),
    token: createStableToken(account),
    phones: createPhoneNumbers(account),
    subscriptions: createSubscriptions(account, options.templates, options.pages),
    faults: createFaults(),
    calls: createCalls(),
    pay: options.pay && createPayState(account, options.pay),
  }
}
