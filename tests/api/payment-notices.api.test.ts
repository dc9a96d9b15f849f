import { randomBytes } from 'node:crypto'
import { request as send } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MoneyEntry, PayNotice, PayOrder } from '../../server/src/modules/payment/payment.entity'
import { diceOf } from '../../server/src/seed/dice'
import { paidScene, startPayApp, type PayApp } from '../support/pay-scene'

const NOTICES = 10_000
const AT_ONCE = 50

let app: PayApp
beforeAll(async () => {
  app = await startPayApp()
}, 60_000)
afterAll(() => app.close())

type Headers = Record<string, string>

/** Posts bytes as they are; answers the status, or 0 where the server broke the connection. */
function post(headers: Headers, body: Buffer): Promise<number> {
  const url = new URL('/api/payments/wechat/notices', app.t.url)
  return new Promise((resolve) => {
    const sent = send(url, { method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    // A server may close a connection that was idle just as it is used again: only that one is sent once more.
    sent.once('error', () => (sent.reusedSocket ? resolve(post(headers, body)) : resolve(0)))
    sent.end(body)
  })
}

interface Notice {
  readonly headers: Headers
  readonly body: Buffer
}
type Dice = (n: number) => number

const header =
  (name: string, valueOf: (pick: Dice) => string) =>
  (pick: Dice, { headers, body }: Notice) => ({
    headers: { ...headers, [name]: valueOf(pick) },
    body,
  })

/** What may be wrong about a notice that would be true: a bit, a piece, a header, its time, somebody else's signature. */
const mutations: readonly ((pick: Dice, notice: Notice, other: Notice) => Notice)[] = [
  (pick, { headers, body }) => {
    const changed = Buffer.from(body)
    const at = pick(body.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << pick(8))
    return { headers, body: changed }
  },
  (pick, { headers, body }) => ({ headers, body: body.subarray(0, pick(body.length)) }),
  (pick, { headers, body }) => ({ headers, body: Buffer.concat([body, Buffer.from([32 + pick(90)])]) }),
  (pick, { headers, body }) => {
    const signed = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial']
    const { [signed[pick(signed.length)] ?? '']: _, ...rest } = headers
    return { headers: rest, body }
  },
  header('wechatpay-signature', () => randomBytes(256).toString('base64')),
  header('wechatpay-timestamp', (pick) => String(pick(2 ** 31))),
  header('wechatpay-nonce', () => randomBytes(8).toString('hex')),
  (_, { body }, other) => ({ headers: other.headers, body }),
]

describe('the address of notices', () => {
  it(`believes none of ${NOTICES} that were tampered with, breaks at none, and then takes the true one`, async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind: 'lost' })
    const orderId = await s.pays()
    const order = app.pay.order(s.numberOf(orderId))
    if (!order) throw new Error('no order')
    const paid = {
      ...{ appid: 'wx0123456789abcdef', mchid: '1900000109', out_trade_no: order.outTradeNo, trade_type: 'JSAPI' },
      ...{
        transaction_id: order.transactionId,
        trade_state: 'SUCCESS',
        trade_state_desc: '支付成功',
        bank_type: 'OTHERS',
      },
      ...{ success_time: app.t.clock.now().toISOString(), payer: { openid: order.openid }, attach: '' },
      amount: { total: order.totalFen, payer_total: order.totalFen, currency: 'CNY', payer_currency: 'CNY' },
    }
    const written = () => app.pay.notice('TRANSACTION.SUCCESS', paid)
    const [notice, other] = [written(), written()]
    const lower = ({ headers, body }: { headers: Headers; body: string }) => ({
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      body: Buffer.from(body),
    })
    const dice = diceOf('tampered notices')
    const pick: Dice = (n) => dice.int(0, n - 1)
    const tally = new Map<number, number>()
    for (let done = 0; done < NOTICES; done += AT_ONCE) {
      const statuses = await Promise.all(
        Array.from({ length: AT_ONCE }, () => {
          const change = mutations[pick(mutations.length)]
          if (!change) throw new Error('no such mutation')
          const { headers, body } = change(pick, lower(notice), lower(other))
          return post({ ...headers, 'content-length': String(body.length) }, body)
        }),
      )
      for (const status of statuses) tally.set(status, (tally.get(status) ?? 0) + 1)
    }
    expect([...tally.keys()].filter((status) => status !== 401)).toEqual([])
    const { read } = app.t.world.app.db
    expect(await read.count(MoneyEntry, {})).toBe(0)
    expect(await read.count(PayNotice, {})).toBe(0)
    expect(await read.count(PayOrder, { state: 'open' })).toBe(1)

    const true_ = lower(notice)
    const { body } = true_
    const sent = () => post({ ...true_.headers, 'content-length': String(body.length) }, body)
    expect(await Promise.all([sent(), sent(), sent()])).toEqual([200, 200, 200])
    // WeChat was told yes: from here on nothing is lost, whatever becomes of this server.
    expect(await read.count(PayNotice, {})).toBe(1)
    await app.t.settle()
    expect(await read.find(MoneyEntry)).toMatchObject([{ amountFen: 56_000 }])
    expect(await sent()).toBe(200)
    await app.t.settle()
    expect(await read.count(MoneyEntry, {})).toBe(1)
  }, 240_000)
})
