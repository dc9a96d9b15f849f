import { MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toInstant, toLocal, type LocalTime } from '../../platform/local-time'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { requireStore } from '../store'
import { sendBySms, sendByWechat } from './channel.service'
import { isUrgent, judge, type Verdict } from './gating'
import { skipped, VENDOR_CHANNELS, type Outcome, type Plan, type VendorChannel } from './ladder'
import { Message, MessageDelivery } from './messaging.entity'
import { wishesOf, type Wishes } from './preference.service'
import { MESSAGE_PLAN } from './sealing'
import { addTodo } from './todo.service'

/** A vendor answers within seconds; a rung that is still being sent after this was left by a worker that died. */
const ABANDONED_MS = MINUTE_MS
const MAX_ATTEMPTS = 3

/** Another worker is on this rung at this moment; the job's own back-off looks again. */
class InFlight extends Error {}

/**
 * Takes a message up the ladder: subscribe message, SMS, a call by the store. Each channel is asked at most once (a rung is
 * claimed in the database before the vendor is called, and one whose end nobody knows is not asked again), and the ladder
 * is climbed at least once: after a crash it goes on with the next rung. So nobody is told twice over the same channel, and
 * nobody is forgotten.
 */
export async function deliver(app: App, messageId: string): Promise<void> {
  const message = await app.db.read.findOne(Message, { id: messageId })
  if (!message?.planSealed) return
  // Sent already: what is left of the plan waits for the vendor's report.
  if ((await app.db.read.count(MessageDelivery, { messageId, state: 'sent' })) > 0) return
  const wishes = await wishesOf(app.db.read, message.customerId, message.purpose)
  const verdict = await verdictOn(app, message, wishes)
  if (verdict !== 'go') return 'until' in verdict ? hold(app, message, verdict.until) : withhold(app, message, verdict)
  await climbAll(app, message, wishes)
}

async function climbAll(app: App, message: Message, wishes: Wishes): Promise<void> {
  const plan = openPlan(app, message)
  for (const channel of VENDOR_CHANNELS) {
    const isMuted = wishes.isMuted(channel)
    const state = plan[channel] ? await climb(app, message, plan, channel, isMuted) : 'skipped'
    if (state === 'sent' || state === 'waiting') return
  }
  // Who has turned off all there is does not want to be called instead, unless it cannot wait.
  const isUnwanted = !isUrgent(message.kind) && VENDOR_CHANNELS.every((c) => !plan[c] || wishes.isMuted(c))
  if (isUnwanted && (plan.wechat ?? plan.sms)) return withhold(app, message, { withheld: 'turned_off' })
  await app.db.tx((tx) => callInTx(app, tx, message))
}

const openPlan = (app: App, { planSealed }: Pick<Message, 'planSealed'>): Plan =>
  planSealed ? (JSON.parse(app.vault.open(MESSAGE_PLAN, planSealed)) as Plan) : {}

/** Consent and 免打扰 as they stand at this moment, and the store's clock. */
async function verdictOn(app: App, message: Message, wishes: Wishes): Promise<Verdict> {
  const { timeZone } = await requireStore(app.db.read, message.storeId)
  return judge({ kind: message.kind, ...wishes, ...toLocal(app.clock.now(), timeZone) })
}

/** Tries again when quiet hours are over. Holding twice plans one try. */
async function hold(app: App, message: Message, { day, minute }: LocalTime): Promise<void> {
  const { timeZone } = await requireStore(app.db.read, message.storeId)
  const runAt = toInstant(day, minute, timeZone)
  await app.db.tx(async (tx) => {
    const matched = await tx.run(
      `update message set held_until = ? where id = ? and plan_sealed is not null and (held_until is null or held_until < ?)`,
      [sqlInstant(runAt), message.id, sqlInstant(runAt)],
    )
    if (matched > 0) tx.enqueue({ kind: 'messaging.deliver', payload: { messageId: message.id }, runAt })
  })
}

/** Sends nothing outside the app, and says why. Without consent it leaves the inbox too. */
async function withhold(
  app: App,
  message: Message,
  { withheld }: { readonly withheld: NonNullable<Message['withheld']> },
): Promise<void> {
  await app.db.tx(async (tx) => {
    const isShown = withheld !== 'no_consent'
    await tx.update(Message, { id: message.id }, { withheld, planSealed: null, isShown })
  })
}

async function climb(app: App, message: Message, plan: Plan, channel: VendorChannel, isMuted: boolean) {
  const claimed = await claim(app, message.id, channel, plan[channel]?.version ?? 1)
  if (claimed.state !== 'sending') return claimed.state
  const answer = isMuted ? skipped('turned_off') : await ask(app, message, plan, channel)
  const outcome = lastWord(answer, claimed.attempts)
  await settle(app, message, plan, channel, { outcome, attempts: claimed.attempts })
  return outcome.state
}

const ask = (app: App, message: Message, plan: Plan, channel: VendorChannel): Promise<Outcome> => {
  if (channel === 'wechat' && plan.wechat) return sendByWechat(app, message, plan.wechat)
  if (channel === 'sms' && plan.sms) return sendBySms(app, message, plan.sms)
  throw new Error(`the plan has no ${channel}`)
}

const lastWord = (outcome: Outcome, attempts: number): Outcome =>
  outcome.state === 'waiting' && attempts >= MAX_ATTEMPTS ? { ...outcome, state: 'failed' } : outcome

type Claimed = Pick<MessageDelivery, 'state' | 'attempts'>

/** The rung is ours (`sending`), or how it ended before. Throws {@link InFlight} while another worker is on it. */
async function claim(app: App, messageId: string, channel: VendorChannel, wordingVersion: number): Promise<Claimed> {
  const now = app.clock.now()
  try {
    return await app.db.tx((tx) => claimInTx(tx, { messageId, channel, wordingVersion }, now))
  } catch (e) {
    throw isDuplicate(e) ? new InFlight(`${channel} of ${messageId}`) : e
  }
}

type Rung = Pick<MessageDelivery, 'messageId' | 'channel' | 'wordingVersion'>

const noReport = { receiptId: null, isDelivered: null, reportCode: null, reportedAt: null }

async function claimInTx(tx: Tx, mine: Rung, now: Date): Promise<Claimed> {
  const { messageId, channel } = mine
  const rung = await tx.findOne(MessageDelivery, { messageId, channel })
  if (!rung) {
    const fresh = { state: 'sending', attempts: 1 } as const
    await tx.insert(MessageDelivery, { ...mine, ...fresh, ...noReport, errorCode: null, at: now })
    return fresh
  }
  if (rung.state !== 'sending' && rung.state !== 'waiting') return rung
  const isAbandoned = rung.state === 'sending' && now.getTime() - rung.at.getTime() >= ABANDONED_MS
  if (rung.state === 'sending' && !isAbandoned) throw new InFlight(`${channel} of ${messageId}`)
  const next: Claimed = isAbandoned
    ? { state: 'unknown', attempts: rung.attempts }
    : { state: 'sending', attempts: rung.attempts + 1 }
  const matched = await tx.run(
    'update message_delivery set state = ?, attempts = ?, at = ? where message_id = ? and channel = ? and state = ? and attempts = ?',
    [next.state, next.attempts, sqlInstant(now), messageId, channel, rung.state, rung.attempts],
  )
  if (matched === 0) throw new InFlight(`${channel} of ${messageId}`)
  return next
}

/** What is left to do of a message that was sent: a call, if the vendor reports that it did not arrive. */
function leftOf(app: App, { call }: Plan, { receiptId }: Outcome): string | null {
  return receiptId && call ? app.vault.seal(MESSAGE_PLAN, JSON.stringify({ call } satisfies Plan)) : null
}

async function settle(
  app: App,
  message: Message,
  plan: Plan,
  channel: VendorChannel,
  { outcome, attempts }: { readonly outcome: Outcome; readonly attempts: number },
): Promise<void> {
  const now = app.clock.now()
  const { state, error, receiptId } = outcome
  await app.db.tx(async (tx) => {
    const mine = { messageId: message.id, channel, state: 'sending' } as const
    const said = { state, errorCode: error ?? null, receiptId: receiptId ?? null, at: now }
    await tx.update(MessageDelivery, mine, said)
    if (state === 'sent') await tx.update(Message, { id: message.id }, { planSealed: leftOf(app, plan, outcome) })
    if (state !== 'waiting') return
    const runAt = new Date(now.getTime() + attempts * MINUTE_MS)
    tx.enqueue({ kind: 'messaging.deliver', payload: { messageId: message.id }, runAt })
  })
}

/** Nothing arrived: somebody has to call, unless the message is not worth a call. Forgets what was to be sent. */
export async function callInTx(app: App, tx: Tx, message: Message): Promise<void> {
  const now = app.clock.now()
  const { call } = openPlan(app, message)
  const matched = await tx.run('update message set plan_sealed = null where id = ? and plan_sealed is not null', [
    message.id,
  ])
  if (matched === 0 || !call) return
  await tx.insert(MessageDelivery, {
    ...{ messageId: message.id, channel: 'call', state: 'sent', attempts: 1, errorCode: null, at: now },
    ...{ ...noReport, wordingVersion: 1 },
  })
  const { storeId, customerId, bookingId } = message
  await addTodo(tx, now, {
    ...{ dedupe: `message:${message.id}`, kind: 'undelivered', storeId, customerId, bookingId },
    ...{ title: call.title, reason: call.reason, dueAt: new Date(call.dueAt) },
  })
}
