import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createWechatSim,
  payApiV3Key,
  payKeyPair,
  paySerial,
  type PayOptions,
  type PaySim,
  type WechatSim,
} from '@pitlane/wechat-sim'
import { createWechatPay, type WechatPayOptions } from '../../server/src/adapters/wechat-pay'
import type { NoticeHeaders, PayOrder, PayPort } from '../../server/src/platform/pay-port'
import { TestClock } from '../support/clock'

const APPID = 'wx5ec0ffee12345678'
export const MCHID = '1900000109'
export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000001092026010100000001'
export const DAY_MS = 24 * 3600_000

/** Keys of one merchant and of WeChat, made once for a file of tests. */
export const keys = {
  merchant: payKeyPair(),
  platform: payKeyPair(),
  certificate: payKeyPair(),
  merchantSerial: paySerial(),
  certificateSerial: paySerial(),
  apiV3Key: payApiV3Key(),
}

const publicKeySide = { id: PUBLIC_KEY_ID, privateKey: keys.platform.privateKey }
const certificateSide = { serial: keys.certificateSerial, privateKey: keys.certificate.privateKey }

/** How WeChat signs for the merchant. */
export const modes = {
  publicKey: { publicKey: publicKeySide },
  certificate: { certificate: certificateSide },
  both: { publicKey: publicKeySide, certificate: certificateSide },
} as const

/** What the merchant's endpoint received. */
interface Received {
  readonly headers: NoticeHeaders
  readonly body: string
}

/** A simulator with a merchant account, the adapter pointed at it, and an address that takes notices. */
export interface PayWorld {
  readonly sim: WechatSim
  readonly pay: PaySim
  readonly port: PayPort
  readonly clock: TestClock
  readonly url: string
  readonly openid: string
  readonly received: Received[]
  /** What the address answers: statuses in turn, then 204. */
  readonly answers: number[]
  another(options?: Partial<WechatPayOptions>): PayPort
  order(over?: Partial<PayOrder>): PayOrder
  /** An order that has been paid. */
  paid(over?: Partial<PayOrder>): Promise<PayOrder>
  callsTo(path: string): ReturnType<WechatSim['calls']>
  close(): Promise<void>
}

async function noticeAddress(answers: number[]) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(answers.shift() ?? 204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { received, url: `http://127.0.0.1:${port}/notices`, close }
}

export async function givenPay(
  mode: keyof typeof modes = 'publicKey',
  over: Partial<PayOptions> = {},
): Promise<PayWorld> {
  const clock = new TestClock(new Date('2026-07-01T04:00:00Z'))
  const answers: number[] = []
  const address = await noticeAddress(answers)
  const sim = createWechatSim({
    ...{ appid: APPID, secret: 'x'.repeat(32), templates: [], clock },
    pay: {
      ...{ mchid: MCHID, serial: keys.merchantSerial, apiV3Key: keys.apiV3Key },
      merchantPublicKey: keys.merchant.publicKey,
      ...modes[mode],
      ...{ noticeDelaysMs: [0, 20, 20], refundDelayMs: Infinity, refundGapMs: 0 },
      ...over,
    },
  })
  const { url, close } = await sim.listen(0)
  const another = (options: Partial<WechatPayOptions> = {}) =>
    createWechatPay({
      ...{ baseUrl: url, appid: APPID, mchid: MCHID, serial: keys.merchantSerial, clock },
      ...{ privateKey: keys.merchant.privateKey, apiV3Key: keys.apiV3Key, notifyUrl: address.url },
      ...(mode !== 'certificate' && { publicKey: { id: PUBLIC_KEY_ID, pem: keys.platform.publicKey } }),
      ...options,
    })
  const { openid } = sim.loginCode('owner-1')
  const port = another()
  const order = (changes: Partial<PayOrder> = {}): PayOrder => ({
    ...{ openid, description: '浦东店 维修结算', outTradeNo: `P${orderCount++}-01J`, amountFen: 128_050 },
    ...{ expiresAt: new Date(clock.now().getTime() + 30 * 60_000), attach: 'settlement' },
    ...changes,
  })
  return {
    ...{ sim, pay: sim.pay!, port, clock, url, openid, received: address.received, answers, another, order },
    async paid(changes) {
      const wanted = order(changes)
      await port.prepay(wanted)
      sim.pay!.pay(wanted.outTradeNo)
      return wanted
    },
    callsTo: (path) => sim.calls().filter((call) => call.path === path),
    async close() {
      await close()
      address.close()
    },
  }
}

let orderCount = 1000
