import { answerControl } from './control'
import type { Fault, FaultOrder } from './faults'
import { type Answer, listen, type Listening, type SimRequest } from './http'
import type { WechatSimOptions } from './options'
import { createPaySim, type PaySim } from './pay/pay-sim'
import { answerPay } from './pay/pay-api'
import { cashierAnswer } from './page/cashier'
import { renderPage } from './page/page'
import { createSimState, type SimState } from './sim-state'
import type { Call } from './calls'
import type { SentMessage } from './subscribe'
import { answerWechat } from './wechat-api'

export type { Call } from './calls'
export type { Fault, FaultOrder } from './faults'
export type { Listening } from './http'
export type { WechatSimOptions } from './options'
export { payApiV3Key, payKeyPair, paySerial } from './pay/make-keys'
export type { PayOptions } from './pay/options'
export type { PaySim } from './pay/pay-sim'
export type { SentMessage } from './subscribe'
export type { Template } from './template-fields'
export { templates } from './templates'

/** api.weixin.qq.com in one process: the same protocol, limits and error numbers, and no network. */
export interface WechatSim {
  /** Starts listening on 127.0.0.1; port 0 takes a free one. Several may listen and share what is remembered. */
  listen(port: number): Promise<Listening>
  /** What wx.login would give this user's phone. The same user always has the same openid. */
  loginCode(user: string): { code: string; openid: string }
  /** What the getPhoneNumber button would give. */
  phoneCode(phone: string, countryCode?: string): string
  /** The user tapped 允许 once. Answers how many messages may now be sent. */
  allow(openid: string, templateId: string): number
  addFault(order: FaultOrder): Fault
  clearFaults(): void
  /** The last 500, oldest first. */
  calls(): readonly Call[]
  /** The last 500, oldest first. */
  messages(): readonly SentMessage[]
  /** WeChat Pay, where the mini-program has a merchant account. */
  readonly pay: PaySim | undefined
}

function answer(state: SimState, request: SimRequest): Promise<Answer> | Answer {
  const path = request.url.pathname
  if (path === '/') return { status: 200, type: 'text/html; charset=UTF-8', text: renderPage(state) }
  if (path.startsWith('/_sim/')) return answerControl(state, request)
  if (!state.pay) return answerWechat(state, request)
  if (path === '/cashier') return cashierAnswer(state.pay, request.url.searchParams)
  return path.startsWith('/v3/') ? answerPay(state, state.pay, request) : answerWechat(state, request)
}

/** @throws Error when a template has a field type that WeChat does not know */
export function createWechatSim(options: WechatSimOptions): WechatSim {
  const state = createSimState(options)
  return {
    listen: async (port) => {
      const { url, close } = await listen(port, async (request) => answer(state, request))
      return { url, close: () => close().finally(() => state.pay?.notices.stop()) }
    },
    loginCode: (user) => state.logIn.issue(user),
    phoneCode: (phone, countryCode = '86') => state.phones.issue(phone, countryCode),
    allow: (openid, templateId) => state.subscriptions.allow(openid, templateId),
    addFault: (order) => state.faults.add(order),
    clearFaults: () => state.faults.clear(),
    calls: () => state.calls.list(),
    messages: () => state.subscriptions.messages(),
    pay: state.pay && createPaySim(state.pay),
  }
}
