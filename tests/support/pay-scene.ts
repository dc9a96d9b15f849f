import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { settlement } from '@pitlane/contract'
import { createWechatSim, payApiV3Key, payKeyPair, paySerial, type PaySim, type WechatSim } from '@pitlane/wechat-sim'
import { createWechat } from '../../server/src/adapters/wechat'
import { createWechatPay } from '../../server/src/adapters/wechat-pay'
import { WechatLink } from '../../server/src/modules/customer/customer.entity'
import { CUSTOMER_OPENID } from '../../server/src/modules/customer/sealing'
import type { Logger } from '../../server/src/platform/log'
import { createMemoryCache } from '../../server/src/platform/shared-cache'
import { MONDAY_MORNING, startTestApp, type TestApp } from './app'
import { TestClock } from './clock'
import { readyScene } from './ready-scene'
import { once } from './workorder-scene'

const APPID = 'wx0123456789abcdef'
const WECHAT_SECRET = randomBytes(16).toString('hex')
const MCHID = '1900000109'
const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000001092026010100000001'

/** Of one merchant and of WeChat, made once for a file of tests. */
const payKeys = { merchant: payKeyPair(), platform: payKeyPair(), serial: paySerial(), apiV3Key: payApiV3Key() }

/** Passes on what is posted to it, byte for byte, to a server that is not there yet when its address is needed. */
async function relay() {
  let target = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.entries(request.headers).filter(([name]) => !['host', 'connection'].includes(name))
      const sent = { method: 'POST', body: Buffer.concat(chunks), headers: Object.fromEntries(headers) as never }
      fetch(`${target}/api/payments/wechat/notices`, sent).then(
        async (answer) => response.writeHead(answer.status).end(await answer.text()),
        () => response.writeHead(502).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/notices`,
    leadTo: (url: string) => void (target = url),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

export interface PayApp {
  readonly t: TestApp
  readonly sim: WechatSim
  /** Where no notice is under way, none waits for its effect either. */
  readonly pay: PaySim
  /** What nobody but the two sides may know. */
  readonly secrets: { readonly privateKeys: readonly string[]; readonly apiV3Key: string; readonly wechat: string }
  close(): Promise<void>
}

/** A server with a merchant account at a simulator that signs for real; its notices come back by HTTP. */
export async function startPayApp(
  options: { refundDelayMs?: number; log?: Logger; logsInAtWechat?: true } = {},
): Promise<PayApp> {
  const clock = new TestClock(new Date(MONDAY_MORNING))
  const line = await relay()
  const sim = createWechatSim({
    ...{ appid: APPID, secret: WECHAT_SECRET, templates: [], clock },
    pay: {
      ...{ mchid: MCHID, serial: payKeys.serial, apiV3Key: payKeys.apiV3Key, anyOpenid: true },
      ...{ merchantPublicKey: payKeys.merchant.publicKey, noticeDelaysMs: [0, 20, 20] },
      ...{ publicKey: { id: PUBLIC_KEY_ID, privateKey: payKeys.platform.privateKey } },
      ...{ refundDelayMs: options.refundDelayMs ?? Infinity, refundGapMs: 0 },
    },
  })
  const { url: baseUrl, close } = await sim.listen(0)
  const port = createWechatPay({
    ...{ baseUrl, appid: APPID, mchid: MCHID, serial: payKeys.serial, clock, notifyUrl: line.url },
    ...{ privateKey: payKeys.merchant.privateKey, apiV3Key: payKeys.apiV3Key },
    publicKey: { id: PUBLIC_KEY_ID, pem: payKeys.platform.publicKey },
  })
  const cache = createMemoryCache(() => clock.now().getTime())
  const wechat = options.logsInAtWechat && createWechat({ baseUrl, appid: APPID, secret: WECHAT_SECRET, cache })
  const t = await startTestApp({
    clock,
    pay: port,
    ...(options.log && { log: options.log }),
    ...(wechat && { wechat }),
  })
  line.leadTo(t.url)
  if (!sim.pay) throw new Error('no merchant account')
  const pay: PaySim = { ...sim.pay, idle: () => sim.pay?.idle().then(() => t.settle()) ?? Promise.resolve() }
  return {
    ...{ t, sim, pay },
    secrets: {
      privateKeys: [payKeys.merchant.privateKey, payKeys.platform.privateKey],
      ...{ apiV3Key: payKeys.apiV3Key, wechat: WECHAT_SECRET },
    },
    async close() {
      await t.stop()
      await close()
      line.close()
    },
  }
}

/** A car that waits to be paid for (560.00), its owner in the mini-program. */
export async function paidScene({ t, pay }: PayApp) {
  const s = await readyScene(t)
  const { params } = s
  const { vault, db } = t.world.app
  const openid = `openid-of-${s.driver.customerId}`
  await db.tx((tx) =>
    tx.insert(WechatLink, {
      ...{ openidHash: vault.blind(CUSTOMER_OPENID, openid), openidSealed: vault.seal(CUSTOMER_OPENID, openid) },
      ...{ customerId: s.driver.customerId, createdAt: t.clock.now() },
    }),
  )
  const billOf = (coupons?: string) =>
    t.ok(settlement.bill, { params, query: coupons === undefined ? {} : { coupons } }, s.driver.token)
  const viewOf = (token = s.cashier.token) => t.ok(settlement.read, { params }, token)
  const wanted = async (over: object = {}) => ({
    params,
    body: { ...once(), dueFen: (await billOf()).dueFen, couponIds: null, via: 'wechat' as const, ...over },
  })
  const begin = async (over: object = {}) => t.ok(settlement.pay, await wanted(over), s.driver.token)
  const numberOf = (orderId: string) => `PL${orderId}`
  /** The owner pays in WeChat; every notice has been dealt with. */
  const pays = async (over: object = {}) => {
    const { way } = await begin(over)
    if (!way) throw new Error('nothing to pay')
    const refusal = pay.pay(numberOf(way.orderId))
    if (refusal) throw new Error(refusal)
    await pay.idle()
    return way.orderId
  }
  const receive = async (over: object = {}) => ({
    params,
    body: {
      ...{ ...once(), version: (await viewOf()).version, payer: 'owner' as const, method: 'cash' as const },
      ...{ amountFen: 56_000, note: '', ...over },
    },
  })
  return { ...s, billOf, viewOf, wanted, begin, numberOf, pays, receive }
}
