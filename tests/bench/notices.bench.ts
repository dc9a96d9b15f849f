import { randomUUID } from 'node:crypto'
import { systemClock } from '@pitlane/kernel'
import type { Flow } from '@pitlane/process'
import { createWechatSim, payApiV3Key, payKeyPair, paySerial, type PaySim } from '@pitlane/wechat-sim'
import { createPool, type Pool } from 'mysql2/promise'
import { createWechatPay } from '../../server/src/adapters/wechat-pay'
import { PayNotice, PayOrder, Settlement } from '../../server/src/modules/payment/payment.entity'
import { takeNotice } from '../../server/src/modules/payment/noticing.service'
import { startFlow } from '../../server/src/modules/process'
import { AFTER_SALES, afterSales } from '../../server/src/modules/workorder/after-sales.flow'
import { fresh, Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { newId } from '../../server/src/platform/id'
import { runDueJobs } from '../../server/src/platform/jobs'
import type { TestApp } from '../support/app'
import { TestClock } from '../support/clock'
import { publish } from '../support/flow-scene'
import { median } from './load'
import type { Report } from './report'
import { freshDatabase, openScene, type Scene } from './scene'

const CLIENTS = 16
const PER_ROUND = 600
const ROUNDS = 5
const DUE_FEN = 56_000
/** Issue of the payments: what a small machine must do. */
const AIM_PER_SECOND = 500

const account = { appid: 'wx0123456789abcdef', mchid: '1900000109', serial: paySerial(), apiV3Key: payApiV3Key() }

/** A merchant account whose notices are signed and sealed for real. */
function merchant() {
  const keys = { merchant: payKeyPair(), platform: payKeyPair() }
  const id = 'PUB_KEY_ID_0119000001092026010100000001'
  const sim = createWechatSim({
    ...{ appid: account.appid, secret: 'secret-of-the-bench', templates: [], clock: systemClock },
    pay: { ...account, merchantPublicKey: keys.merchant.publicKey, publicKey: { id, ...keys.platform } },
  })
  const urls = { baseUrl: 'http://127.0.0.1:9', notifyUrl: 'http://127.0.0.1:9/notices' }
  const publicKey = { id, pem: keys.platform.publicKey }
  const port = createWechatPay({
    ...{ ...account, ...urls, publicKey },
    ...{ privateKey: keys.merchant.privateKey, clock: systemClock },
  })
  if (!sim.pay) throw new Error('no merchant account')
  return { port, pay: sim.pay }
}

/** The visit from the till on: what came before is not what is measured. */
function fromTheTill(): Flow {
  const { settle, ...nodes } = afterSales.nodes
  if (settle?.t !== 'task') throw new Error('a visit is settled by a task')
  const outcomes = settle.outcomes.filter(({ to }) => to === 'next')
  const after = ['handover', 'rest', 'closed'].flatMap((name) => (nodes[name] ? [[name, nodes[name]] as const] : []))
  const { reject: _, ...task } = settle
  return {
    ...{ ...afterSales, version: 1, start: 'settle' },
    nodes: { settle: { ...task, outcomes }, ...Object.fromEntries(after) },
  }
}

/** Visits that wait for the money, each with an order at WeChat Pay; answers the numbers of these. */
async function writeVisits(scene: Scene, storeId: string, count: number): Promise<string[]> {
  const { app } = scene.world
  const now = app.clock.now()
  const numbers: string[] = []
  const visit = async (at: number) => {
    const [id, settlementId, orderId] = [newId(), newId(), newId()]
    const whose = { storeId, customerId: newId(), vehicleId: newId() }
    const actor = { kind: 'system', name: 'bench' } as const
    const line = {
      key: 'l1',
      kind: 'labour',
      name: '小保养',
      amountFen: DUE_FEN,
      discountFen: 0,
      couponFen: 0,
    } as const
    const lines = [{ ...line, payer: 'owner' as const, payableFen: DUE_FEN, returnedFen: 0 }]
    await app.db.tx(async (tx) => {
      const subject = { type: 'workorder', id }
      const { instanceId } = await startFlow(app, tx, { key: AFTER_SALES, subject, storeId, cause: id, actor })
      await tx.insert(Workorder, {
        ...{ ...fresh, ...whose, id, number: `W${String(at).padStart(9, '0')}`, bookingId: newId(), state: 'ready' },
        ...{ createdAt: now, updatedAt: now, flowId: instanceId },
      })
      await tx.insert(Settlement, {
        ...{ id: settlementId, workorderId: id, ordinal: 1, ...whose, state: 'agreed', version: 2 },
        ...{ discounts: {}, payers: {}, couponIds: null, agreed: { lines, coupons: [] }, discountedBy: null },
        ...{ createdAt: now, agreedAt: now, paidAt: null, reversedAt: null, reversedBy: null, reason: null },
      })
      await tx.insert(PayOrder, {
        ...{ id: orderId, number: `PL${orderId}`, requestId: randomUUID(), settlementId, workorderId: id, storeId },
        ...{ customerId: whose.customerId, amountFen: DUE_FEN, state: 'open', openKey: settlementId },
        ...{ transactionId: null, createdAt: now, expiresAt: new Date(now.getTime() + 7_200_000) },
        ...{ paidAt: null, closedAt: null },
      })
    })
    numbers.push(`PL${orderId}`)
  }
  let next = written
  written += count
  await byClients(async () => {
    for (; next < written;) await visit(next++)
  })
  return numbers
}
let written = 0

const byClients = (client: () => Promise<void>) => Promise.all(Array.from({ length: CLIENTS }, client))

const noticeOf = (pay: PaySim, number: string) => {
  const paid = { total: DUE_FEN, payer_total: DUE_FEN, currency: 'CNY', payer_currency: 'CNY' }
  const { headers, body } = pay.notice('TRANSACTION.SUCCESS', {
    ...{ appid: account.appid, mchid: account.mchid, out_trade_no: number, transaction_id: `42${number.slice(2)}` },
    ...{ trade_type: 'JSAPI', trade_state: 'SUCCESS', trade_state_desc: '支付成功', bank_type: 'OTHERS' },
    ...{ success_time: systemClock.now().toISOString(), payer: { openid: 'openid' }, attach: '', amount: paid },
  })
  return {
    body,
    headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value])),
  }
}

/** Notices of payments, each the last of its visit, by sixteen clients, beside a raw client that writes one small row a transaction. */
export async function benchNotices(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const { port, pay } = merchant()
  const scene = await openScene(databaseUrl, { pay: port })
  const pool = createPool({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), connectionLimit: CLIENTS })
  try {
    const storeId = (await scene.make.store()).id
    await publish({ world: scene.world, clock: new TestClock(new Date()) } as TestApp, fromTheTill(), storeId)
    await pool.query('create table bench_row (id varchar(36) not null primary key)')
    const rates: number[] = []
    const ratios: number[] = []
    const effects: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const told = (await writeVisits(scene, storeId, PER_ROUND)).map((number) => noticeOf(pay, number))
      const ours = await perSecond(told.length, (at) =>
        takeNotice(scene.world.app, told[at] ?? { headers: {}, body: '' }),
      )
      const raw = await rows(pool)
      const effected = await effect(scene)
      if (round === 0) continue
      rates.push(ours)
      ratios.push(ours / raw)
      effects.push(effected)
    }
    const { read } = scene.world.app.db
    const taken = PER_ROUND * (ROUNDS + 1)
    const done = [await read.count(PayNotice, {}), await read.count(Workorder, { state: 'settled' })]
    if (done.some((count) => count !== taken)) throw new Error(`${taken} notices left ${done.join(' and ')}`)
    report.note(`${CLIENTS} clients, every commit on the disk, each notice settles a visit, median of ${ROUNDS} rounds`)
    report.ratio('notices of WeChat Pay verified and kept per second', median(rates), '≥', AIM_PER_SECOND)
    report.note(`÷ transactions of one small row by raw mysql2: ${median(ratios).toFixed(3)}`)
    report.note(`visits settled by their jobs per second, one worker: ${median(effects).toFixed(0)}`)
  } finally {
    await pool.end()
    await scene.close()
  }
}

/** What was kept takes effect; answers with visits settled per second. */
async function effect({ world }: Scene): Promise<number> {
  const startedAt = performance.now()
  while ((await runDueJobs(world.app)) > 0);
  return PER_ROUND / ((performance.now() - startedAt) / 1000)
}

/** As many transactions of one row. */
const rows = (pool: Pool): Promise<number> =>
  perSecond(PER_ROUND, async () => {
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      await connection.query('insert into bench_row (id) values (?)', [randomUUID()])
      await connection.commit()
    } finally {
      connection.release()
    }
  })

async function perSecond(count: number, work: (at: number) => Promise<void>): Promise<number> {
  let next = 0
  const startedAt = performance.now()
  await byClients(async () => {
    while (next < count) await work(next++)
  })
  return count / ((performance.now() - startedAt) / 1000)
}
