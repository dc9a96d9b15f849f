import { type Body, bodyOf, Misuse, oneOf, text, whole } from './control-body'
import { type Fault, type FaultOrder, faultKinds, wechatPaths } from './faults'
import type { Answer, SimRequest } from './http'
import { isOpenid } from './openid'
import { payRoutes } from './pay/pay-control'
import type { SimState } from './sim-state'

function faultOrder(body: Body): FaultOrder {
  return {
    path: oneOf(body, 'path', [...wechatPaths, '*']),
    kind: oneOf(body, 'kind', faultKinds),
    errcode: whole(body, 'errcode', -1),
    delayMs: whole(body, 'delayMs', 0),
    times: whole(body, 'times', 1),
  }
}

function subscribe(state: SimState, body: Body): object {
  const openid = text(body, 'openid')
  const templateId = text(body, 'templateId')
  if (!isOpenid(state.account.appid, openid)) throw new Misuse('没有这个 openid')
  if (!state.subscriptions.template(templateId)) throw new Misuse('没有这个模板')
  return { credits: state.subscriptions.allow(openid, templateId) }
}

function clearFaults(state: SimState, request: SimRequest): readonly Fault[] {
  const id = request.url.searchParams.get('id')
  state.faults.clear(id === null ? undefined : Number(id))
  return state.faults.list()
}

const routes: Readonly<Record<string, (state: SimState, request: SimRequest) => object>> = {
  'POST /_sim/login-codes': (state, request) => state.logIn.issue(text(bodyOf(request), 'user')),
  'POST /_sim/phone-codes': (state, request) => {
    const body = bodyOf(request)
    const countryCode = body.countryCode === undefined ? '86' : text(body, 'countryCode', /^\d{1,4}$/)
    return { code: state.phones.issue(text(body, 'phone', /^\d{5,15}$/), countryCode) }
  },
  'POST /_sim/subscriptions': (state, request) => subscribe(state, bodyOf(request)),
  'POST /_sim/faults': (state, request) => state.faults.add(faultOrder(bodyOf(request))),
  'GET /_sim/faults': (state) => state.faults.list(),
  'DELETE /_sim/faults': clearFaults,
  'GET /_sim/messages': (state) => state.subscriptions.messages(),
  'GET /_sim/calls': (state) => state.calls.list(),
  ...payRoutes,
}

const json = (status: number, value: object): Answer => ({
  status,
  type: 'application/json; charset=UTF-8',
  text: JSON.stringify(value),
})

/** The simulator's own API under `/_sim`, for tests and for the page. */
export function answerControl(state: SimState, request: SimRequest): Answer {
  const route = routes[`${request.method} ${request.url.pathname}`]
  if (!route) return json(404, { error: '没有这个控制接口' })
  try {
    return json(200, route(state, request))
  } catch (error) {
    if (error instanceof Misuse) return json(400, { error: error.message })
    throw error
  }
}
