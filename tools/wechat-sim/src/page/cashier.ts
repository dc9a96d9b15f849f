import type { Answer } from '../http'
import type { SimOrder } from '../pay/orders'
import type { PayState } from '../pay/pay-state'
import { cashierStyle } from './cashier-style'
import { escape } from './html'

const MERCHANT = '修程汽车服务'

const yuan = (fen: number): string => (fen / 100).toFixed(2)

const states: Readonly<Record<SimOrder['state'], string>> = {
  NOTPAY: '待支付',
  SUCCESS: '已支付',
  REFUND: '已支付',
  CLOSED: '已关闭',
}

/** Only an address of the web; anything else is no place to go back to. */
const placeOf = (text: string): string => (/^https?:\/\/[^\s]+$/.test(text) ? text : '')

function bodyOf(order: SimOrder, merchant: string, back: string): string {
  const isOpen = order.state === 'NOTPAY'
  const buttons = isOpen
    ? '<button type="button" id="pay">模拟支付</button><button type="button" id="cancel" class="quiet">取消</button>'
    : '<button type="button" id="cancel">返回商户</button>'
  return `<main data-prepay="${escape(order.prepayId)}" data-back="${escape(back)}">
    <header><p>微信支付 · 模拟收银台</p><h1>${escape(merchant)}</h1></header>
    <section>
      <p class="what">${escape(order.description)}</p>
      <p class="sum"><span>¥</span>${yuan(order.totalFen)}</p>
      <dl><dt>收款方</dt><dd>${escape(merchant)}</dd><dt>订单号</dt><dd>${escape(order.outTradeNo)}</dd>
        <dt>状态</dt><dd id="state">${states[order.state]}</dd></dl>
    </section>
    <p id="told" role="status" aria-live="polite"></p>
    <footer>${buttons}<p>这是本机的模拟器，不会扣款。</p></footer></main>`
}

/** Pays by the control API, says so, and goes back where the user came from. */
const script = `
const main = document.querySelector('main')
const told = document.getElementById('told')
const back = () => { if (main?.dataset.back) location.replace(main.dataset.back); else history.back() }
document.getElementById('cancel')?.addEventListener('click', back)
document.getElementById('pay')?.addEventListener('click', async (event) => {
  const button = event.currentTarget
  button.disabled = true
  const answer = await fetch('/_sim/pay-payments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prepayId: main.dataset.prepay }),
  }).then(async (response) => ({ ok: response.ok, json: await response.json() }), () => ({ ok: false, json: { error: '模拟器没有应答' } }))
  told.textContent = answer.ok ? '支付成功，正在返回' : answer.json.error
  if (!answer.ok) { button.disabled = false; return }
  document.getElementById('state').textContent = '已支付'
  button.textContent = '支付成功'
  setTimeout(back, 800)
})
`

const page = (body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>模拟收银台</title><link rel="icon" href="data:,"><style>${cashierStyle}</style></head>
<body>${body}<script>${script}</script></body></html>`

const unknown = `<main><header><p>微信支付 · 模拟收银台</p><h1>没有这个订单</h1></header>
  <section><p class="what">预支付单不存在，或模拟器重启过：它只记在内存里。请回到商户页面重新支付。</p></section></main>`

/** `/cashier?prepay_id=…&return=…`: where a web page outside WeChat pays. */
export function cashierAnswer(pay: PayState, query: URLSearchParams): Answer {
  const order = pay.orders.byPrepayId(query.get('prepay_id') ?? '')
  const type = 'text/html; charset=UTF-8'
  if (!order) return { status: 404, type, text: page(unknown) }
  const body = bodyOf(order, pay.options.merchantName ?? MERCHANT, placeOf(query.get('return') ?? ''))
  return { status: 200, type, text: page(body) }
}
