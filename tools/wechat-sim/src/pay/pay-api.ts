import { setTimeout as pause } from 'node:timers/promises'
import { shownRequest } from '../calls'
import type { Answer, SimRequest } from '../http'
import type { SimState } from '../sim-state'
import type { CallFault } from './faults'
import { type Body, wireTime } from './fields'
import type { PayCall } from './options'
import type { PayState } from './pay-state'
import { paramError, PayRefusal } from './refusal'
import type { SignedHeaders } from './signing'
import { refundOf, transactionOf } from './views'

const DEFAULT_DELAY_MS = 10_000
const STALE_SECONDS = 360
const JSON_TYPE = 'application/json; charset=utf-8'

interface Asked {
  state: SimState
  pay: PayState
  request: SimRequest
  /** What the path names. */
  number: string
}

interface Route {
  call: PayCall
  method: 'GET' | 'POST'
  path: RegExp
  /** Undefined is 204. */
  answer: (asked: Asked) => object | string | undefined
}

function bodyOf({ text }: SimRequest): Body {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json }
  } catch {
    // Answered below.
  }
  throw paramError('请求体不是 JSON 对象')
}

const whoOf = ({ state, pay }: Asked) => ({ appid: state.account.appid, mchid: pay.options.mchid })

function certificates({ state, pay }: Asked): object {
  const { certificate } = pay.options
  if (!certificate || !pay.certificate)
    throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥')
  const now = state.account.now()
  return {
    data: [
      {
        serial_no: certificate.serial,
        effective_time: wireTime(now - 24 * 3600_000),
        expire_time: wireTime(now + 365 * 24 * 3600_000),
        encrypt_certificate: pay.signing.seal(pay.certificate, 'certificate'),
      },
    ],
  }
}

function query(asked: Asked): object {
  if (asked.request.url.searchParams.get('mchid') !== asked.pay.options.mchid) throw paramError('mchid')
  return transactionOf(asked.pay.orders.known(asked.number), whoOf(asked))
}

function close({ pay, request, number }: Asked): undefined {
  if (bodyOf(request).mchid !== pay.options.mchid) throw paramError('mchid')
  pay.orders.close(number)
}

function refund({ pay, request }: Asked): object {
  const { refund: asked, isNew } = pay.refunds.ask(bodyOf(request))
  if (isNew) pay.begin(asked)
  return refundOf(asked, pay.orders.known(asked.outTradeNo))
}

function refundQuery({ pay, number }: Asked): object {
  const found = pay.refunds.known(number)
  return refundOf(found, pay.orders.known(found.outTradeNo))
}

/** WeChat's codes begin with weixin://, which nothing on this machine opens; ours is the cashier page. */
function prepayByCode({ pay, request }: Asked): object {
  const { prepayId } = pay.orders.open(bodyOf(request), 'native')
  return { code_url: `http://${request.headers.host ?? ''}/cashier?prepay_id=${prepayId}` }
}

const routes: readonly Route[] = [
  { call: 'certificates', method: 'GET', path: /^\/v3\/certificates$/, answer: certificates },
  {
    call: 'prepay',
    method: 'POST',
    path: /^\/v3\/pay\/transactions\/jsapi$/,
    answer: ({ pay, request }) => ({ prepay_id: pay.orders.open(bodyOf(request), 'jsapi').prepayId }),
  },
  { call: 'prepay_code', method: 'POST', path: /^\/v3\/pay\/transactions\/native$/, answer: prepayByCode },
  { call: 'query', method: 'GET', path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/, answer: query },
  { call: 'close', method: 'POST', path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/, answer: close },
  { call: 'refund', method: 'POST', path: /^\/v3\/refund\/domestic\/refunds$/, answer: refund },
  { call: 'refund_query', method: 'GET', path: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, answer: refundQuery },
  {
    call: 'bill',
    method: 'GET',
    path: /^\/v3\/bill\/tradebill$/,
    answer: ({ pay, request }) => pay.bills.apply(request.url.searchParams),
  },
  {
    call: 'bill_file',
    method: 'GET',
    path: /^\/v3\/billdownload\/file$/,
    answer: ({ pay, request }) => pay.bills.file(request.url.searchParams),
  },
]

const refusalAnswer = ({ status, code, message }: PayRefusal): Answer => ({
  status,
  type: JSON_TYPE,
  text: JSON.stringify({ code, message }),
})

function normally(route: Route, asked: Asked): Answer {
  try {
    asked.pay.signing.requireMerchant(asked.request)
    const value = route.answer(asked)
    if (value === undefined) return { status: 204, type: JSON_TYPE, text: '' }
    const isFile = typeof value === 'string'
    return { status: 200, type: isFile ? 'text/plain' : JSON_TYPE, text: isFile ? value : JSON.stringify(value) }
  } catch (error) {
    if (error instanceof PayRefusal) return refusalAnswer(error)
    throw error
  }
}

const html = (status: number): Answer => ({ status, type: 'text/html', text: '<html><body>upstream</body></html>' })

const spoilers: Readonly<Record<string, (headers: SignedHeaders) => SignedHeaders>> = {
  bad_signature: (headers) => {
    const signature = headers['wechatpay-signature'] ?? ''
    return { ...headers, 'wechatpay-signature': (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1) }
  },
  unsigned: () => ({}),
  unknown_serial: (headers) => ({ ...headers, 'wechatpay-serial': 'F'.repeat(40) }),
}

/** Bill files and error pages of gateways leave unsigned, as WeChat's do. */
function signed(answer: Answer, route: Route, asked: Asked, fault: CallFault | undefined): Answer {
  if (route.call === 'bill_file' || answer.type === 'text/html') return answer
  const { signing } = asked.pay
  const wanted = asked.request.headers['wechatpay-serial']
  const age = fault === 'stale' ? STALE_SECONDS : 0
  const headers = signing.headersOf(answer.text, typeof wanted === 'string' ? wanted : undefined, age)
  return { ...answer, headers: spoilers[fault ?? '']?.(headers) ?? headers }
}

type Hit = ReturnType<PayState['faults']['hitCall']>

/** What a fault says without doing anything, if it does so. */
function insteadOf(hit: Hit): Answer | undefined {
  if (hit?.kind === 'http500') return html(500)
  if (hit?.kind === 'garbage') return { status: 200, type: JSON_TYPE, text: '<xml/>' }
  if (hit?.kind !== 'code') return undefined
  return refusalAnswer(new PayRefusal(hit.status ?? 500, hit.code ?? 'SYSTEM_ERROR', '模拟的错误'))
}

async function answerWith(route: Route, asked: Asked, hit: Hit): Promise<Answer> {
  const answer = insteadOf(hit) ?? normally(route, asked)
  if (hit?.kind === 'drop') return { status: 0, type: '', text: '' }
  if (hit?.kind === 'slow') await pause(hit.delayMs ?? DEFAULT_DELAY_MS, undefined, { ref: false })
  return signed(answer, route, asked, hit?.kind)
}

function readable(request: SimRequest): Body {
  try {
    return bodyOf(request)
  } catch {
    return {}
  }
}

const codeIn = (answer: Answer): string => /^\{"code":"(\w+)"/.exec(answer.text)?.[1] ?? ''

/** Answers like api.mch.weixin.qq.com, and writes down what came. */
export async function answerPay(state: SimState, pay: PayState, request: SimRequest): Promise<Answer> {
  const { pathname, searchParams } = request.url
  const route = routes.find(({ method, path }) => method === request.method && path.test(pathname))
  if (!route) return refusalAnswer(new PayRefusal(404, 'NOT_FOUND', '没有这个接口'))
  const began = performance.now()
  const call = state.calls.add({
    at: new Date(state.account.now()).toISOString(),
    method: request.method,
    path: pathname,
    request: shownRequest(searchParams, readable(request)),
  })
  const number = route.path.exec(pathname)?.[1] ?? ''
  const hit = pay.faults.hitCall(route.call)
  call.fault = hit?.kind
  const answer = await answerWith(route, { state, pay, request, number }, hit)
  call.status = answer.status
  if (answer.status >= 200 && answer.status < 300) call.errcode = 0
  else call.errmsg = codeIn(answer)
  call.tookMs = Math.round(performance.now() - began)
  return answer
}
