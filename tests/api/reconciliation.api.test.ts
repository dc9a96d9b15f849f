import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cashier } from '@pitlane/contract'
import { MoneyEntry, PayOrder, PayRefund, Settlement } from '../../server/src/modules/payment/payment.entity'
import { reconcile } from '../../server/src/modules/payment/reconciling.service'
import { newId } from '../../server/src/platform/id'
import { diceOf } from '../../server/src/seed/dice'
import { given } from '../support/given'
import { paidScene, startPayApp, type PayApp } from '../support/pay-scene'

let app: PayApp
beforeEach(async () => {
  app = await startPayApp({ refundDelayMs: 0 })
})
afterEach(() => app.close())

const DAY_MS = 86_400_000
const DAYS = 30
const A_DAY = 8

/** Writes a payment into our books, or into one of both books otherwise than it was. */
async function book({ t, pay }: PayApp, row: PayOrder, kind: string | undefined): Promise<void> {
  const order = pay.order(row.number)
  if (!order) throw new Error('no order')
  if (kind === 'missing_here') return
  if (kind === 'missing_there') order.billedFen = null
  const wrong = kind === 'amount' ? { amountFen: row.amountFen + 1 } : {}
  const closed = kind === 'state' ? { state: 'closed' as const, paidAt: null } : {}
  await t.world.app.db.tx((tx) => tx.insert(PayOrder, { ...row, ...wrong, ...closed }))
}

describe('reconciliation with WeChat Pay', () => {
  it('of a month with planted differences finds exactly those', async () => {
    const s = await paidScene(app)
    const { t, pay } = app
    const { db } = t.world.app
    const dice = diceOf('a month of payments')
    // What a notice says of them would be put right at once.
    pay.addFault({ on: 'payment_notice', kind: 'lost' })
    const base = (await s.begin()).way?.orderId ?? ''
    const [open] = await db.read.find(PayOrder, { where: { id: base } })
    if (!open) throw new Error('no order')
    const planted: { kind: string; number: string }[] = []

    /** A payment as it is in both books, unless it is tampered with. */
    const payment = async (fen: number) => {
      const id = newId()
      const number = `PL${id}`
      const asked = {
        outTradeNo: number,
        description: '维修',
        amountFen: fen,
        expiresAt: new Date(t.clock.now().getTime() + DAY_MS),
      }
      await t.world.app.ports.pay?.prepay({ ...asked, openid: 'openid-of-the-owner' })
      pay.pay(number)
      const transactionId = pay.order(number)?.transactionId ?? ''
      const row: PayOrder = {
        ...open,
        id,
        number,
        requestId: id,
        amountFen: fen,
        state: 'paid',
        openKey: null,
        transactionId,
        paidAt: t.clock.now(),
      }
      return row
    }

    for (let day = 0; day < DAYS; day++) {
      for (let i = 0; i < A_DAY; i++) {
        t.clock.pass(60_000)
        const row = await payment(1_000 + dice.int(0, 89_999))
        const kind = (['missing_here', 'amount', 'missing_there', 'state'] as const)[dice.int(0, 39)]
        if (kind) planted.push({ kind, number: row.number })
        await book(app, row, kind)
      }
      t.clock.pass(DAY_MS - A_DAY * 60_000)
      await reconcile(t.world.app)
    }
    t.clock.pass(DAY_MS)
    await reconcile(t.world.app)
    expect(planted.length).toBeGreaterThan(8)
    expect(new Set(planted.map(({ kind }) => kind)).size).toBe(4)

    const boss = await given(t).staff('group_ops', 'group', s.store.groupId)
    const { days, differences } = await t.ok(cashier.reconciliation, {}, boss.token)
    const found = differences.map(({ kind, number }) => `${kind} ${number}`).sort()
    expect(found).toEqual(planted.map(({ kind, number }) => `${kind} ${number}`).sort())
    expect(days.reduce((sum, { open: left }) => sum + left, 0)).toBe(planted.length)
    expect(days.length).toBeGreaterThanOrEqual(DAYS)

    // Somebody finds out; a second comparison adds nothing.
    const [first] = differences
    const params = { differenceId: first?.id ?? '' }
    const resolved = await t.ok(cashier.resolveDifference, { params, body: { note: '当日补录' } }, boss.token)
    expect(resolved).toMatchObject({ resolvedNote: '当日补录' })
    await reconcile(t.world.app)
    expect((await t.ok(cashier.reconciliation, {}, boss.token)).differences).toHaveLength(planted.length)
    const till = await given(t).staff('cashier', 'store', s.store.id)
    await t.refused(cashier.reconciliation, {}, till.token, 'auth.forbidden')
    expect(await db.read.count(Settlement, {})).toBe(1)
    expect(await db.read.count(MoneyEntry, {})).toBe(0)
    expect(await db.read.count(PayRefund, {})).toBe(0)
  }, 120_000)

  it('waits for a bill that is not made yet', async () => {
    const s = await paidScene(app)
    await s.pays()
    app.pay.addFault({ on: 'bill', kind: 'code', code: 'STATEMENT_CREATING', status: 400, times: 20 })
    app.t.clock.pass(DAY_MS + 2 * 3_600_000)
    await expect(reconcile(app.t.world.app)).resolves.toBeUndefined()
    app.pay.clearFaults()
    await reconcile(app.t.world.app)
    const boss = await given(app.t).staff('group_ops', 'group', s.store.groupId)
    const { days, differences } = await app.t.ok(cashier.reconciliation, {}, boss.token)
    expect(days.some(({ payments }) => payments === 1)).toBe(true)
    expect(differences).toEqual([])
  })
})
