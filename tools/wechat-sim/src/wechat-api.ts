import { setTimeout as pause } from 'node:timers/promises'
import { shownRequest } from './calls'
import { type Fault, wechatPaths, type WechatPath } from './faults'
import type { Answer, SimRequest } from './http'
import { Refusal, type WechatReply } from './refusal'
import type { SimState } from './sim-state'

const DEFAULT_DELAY_MS = 10_000

type Body = Record<string, unknown>

/** What is sent, and for the page what it means. */
type WechatAnswer = Answer & { errcode?: number; errmsg?: string }

const isPath = (path: string): path is WechatPath => wechatPaths.some((each) => each === path)

function bodyOf(request: SimRequest): Body {
  if (request.text === '') return {}
  try {
    const json: unknown = JSON.parse(request.text)
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json }
  } catch {
    // Answered below, like any other body that is not an object.
  }
  throw new Refusal(47001)
}

const replies: Readonly<Record<WechatPath, (state: SimState, query: URLSearchParams, body: Body) => WechatReply>> = {
  '/sns/jscode2session': (state, query) => state.logIn.exchange(query),
  '/cgi-bin/stable_token': (state, _query, body) => state.token.exchange(body),
  '/wxa/business/getuserphonenumber': (state, query, body) => {
    state.token.check(query.get('access_token'))
    return state.phones.exchange(body)
  },
  '/cgi-bin/message/subscribe/send': (state, query, body) => {
    state.token.check(query.get('access_token'))
    return state.subscriptions.send(body)
  },
}

function reply(state: SimState, path: WechatPath, request: SimRequest): WechatReply {
  const method = path === '/sns/jscode2session' ? 'GET' : 'POST'
  try {
    if (request.method !== method) throw new Refusal(method === 'GET' ? 43001 : 43002)
    return replies[path](state, request.url.searchParams, bodyOf(request))
  } catch (error) {
    if (error instanceof Refusal) return error.body()
    throw error
  }
}

// code2session really answers its JSON as text/plain; clients must not go by the content type.
const jsonAnswer = (path: string, json: WechatReply): WechatAnswer => ({
  status: 200,
  type: path === '/sns/jscode2session' ? 'text/plain' : 'application/json; charset=UTF-8',
  text: JSON.stringify(json),
  errcode: json.errcode ?? 0,
  errmsg: json.errmsg,
})

const html = (status: number, text: string): Answer => ({ status, type: 'text/html; charset=UTF-8', text })

async function answerWith(fault: Fault | undefined, path: string, normally: () => WechatAnswer): Promise<WechatAnswer> {
  switch (fault?.kind) {
    case 'errcode':
      return jsonAnswer(path, new Refusal(fault.errcode ?? -1).body())
    case 'http500':
      return html(500, '<html><body><h1>500 Internal Server Error</h1></body></html>')
    case 'garbage':
      return html(200, '<html><body>upstream</body></html>')
    case 'drop':
      return { status: 0, type: '', text: '' }
    case 'slow': {
      const answer = normally()
      await pause(fault.delayMs ?? DEFAULT_DELAY_MS, undefined, { ref: false })
      return answer
    }
    case undefined:
      return normally()
  }
}

function readable(request: SimRequest): Body {
  try {
    return bodyOf(request)
  } catch {
    return { body: request.text.slice(0, 200) }
  }
}

/** Answers like api.weixin.qq.com, and writes down what came. */
export async function answerWechat(state: SimState, request: SimRequest): Promise<Answer> {
  const path = request.url.pathname
  if (!isPath(path)) return html(404, '<html><body>404 Not Found</body></html>')
  const fault = state.faults.take(path)
  const began = performance.now()
  const call = state.calls.add({
    at: new Date(state.account.now()).toISOString(),
    method: request.method,
    path,
    request: shownRequest(request.url.searchParams, readable(request)),
    fault: fault?.kind,
  })
  const answer = await answerWith(fault, path, () => jsonAnswer(path, reply(state, path, request)))
  call.status = answer.status
  call.errcode = answer.errcode
  call.errmsg = answer.errmsg
  call.tookMs = Math.round(performance.now() - began)
  return answer
}
