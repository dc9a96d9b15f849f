import { type Fault, type FaultOrder, faultKinds, wechatPaths } from './faults'
import type { Answer, SimRequest } from './http'
import { isOpenid } from './openid'
import type { SimState } from './sim-state'

/** The control API was used wrongly. */
class Misuse extends Error {}

type Body = Record<string, unknown>

function bodyOf(request: SimRequest): Body {
  // A web page elsewhere can post text to localhost unasked, but not JSON: that would need a permission it never gets.
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Misuse('请用 application/json 提交')
  try {
    const json: unknown = JSON.parse(request.text)
    if (typeof json === 'object' && json !== null) return { ...json }
  } catch {
    // Answered below.
  }
  throw new Misuse('请求体不是 JSON 对象')
}

function text(body: Body, field: string, pattern = /^.{1,200}$/): string {
  const value = body[field]
  if (typeof value !== 'string' || !pattern.test(value)) throw new Misuse(`${field} 缺失或格式不对`)
  return value
}

function whole(body: Body, field: string, least: number): number | undefined {
  const value = body[field]
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least)
    throw new Misuse(`${field} 应为不小于 ${least} 的整数`)
  return value
}

function oneOf<T extends string>(body: Body, field: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === body[field])
  if (!found) throw new Misuse(`${field} 应为 ${allowed.join(' / ')}`)
  return found
}

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
