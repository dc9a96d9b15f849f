import { MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { sendBySms, sendByWechat } from './channel.service'
import { VENDOR_CHANNELS, type Outcome, type Plan, type VendorChannel } from './ladder'
import { Message, MessageDelivery } from './messaging.entity'
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
  const plan = JSON.parse(app.vault.open(MESSAGE_PLAN, message.planSealed)) as Plan
  for (const channel of VENDOR_CHANNELS) {
    const state = plan[channel] ? await climb(app, message, plan, channel) : 'skipped'
    if (state === 'sent' || state === 'waiting') return
  }
  await callInstead(app, message, plan)
}

async function climb(app: App, message: Message, plan: Plan, channel: VendorChannel) {
  const claimed = await claim(app, message.id, channel)
  if (claimed.state !== 'sending') return claimed.state
  const outcome = lastWord(await ask(app, message, plan, channel), claimed.attempts)
  await settle(app, message, channel, outcome, claimed.attempts)
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
async function claim(app: App, messageId: string, channel: VendorChannel): Promise<Claimed> {
  const now = app.clock.now()
  try {
    return await app.db.tx((tx) => claimInTx(tx, messageId, channel, now))
  } catch (e) {
    throw isDuplicate(e) ? new InFlight(`${channel} of ${messageId}`) : e
  }
}

async function claimInTx(tx: Tx, messageId: string, channel: VendorChannel, now: Date): Promise<Claimed> {
  const rung = await tx.findOne(MessageDelivery, { messageId, channel })
  if (!rung) {
    const fresh = { state: 'sending', attempts: 1 } as const
    await tx.insert(MessageDelivery, { messageId, channel, ...fresh, errorCode: null, at: now })
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

async function settle(
  app: App,
  message: Message,
  channel: VendorChannel,
  { state, error }: Outcome,
  attempts: number,
): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const mine = { messageId: message.id, channel, state: 'sending' } as const
    await tx.update(MessageDelivery, mine, { state, errorCode: error ?? null, at: now })
    if (state === 'sent') await tx.update(Message, { id: message.id }, { planSealed: null })
    if (state !== 'waiting') return
    const runAt = new Date(now.getTime() + attempts * MINUTE_MS)
    tx.enqueue({ kind: 'messaging.deliver', payload: { messageId: message.id }, runAt })
  })
}

/** Nothing arrived: somebody has to call, unless the message is not worth a call. Forgets what was to be sent. */
async function callInstead(app: App, message: Message, { call }: Plan): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const matched = await tx.run('update message set plan_sealed = null where id = ? and plan_sealed is not null', [
      message.id,
    ])
    if (matched === 0 || !call) return
    await tx.insert(MessageDelivery, {
      ...{ messageId: message.id, channel: 'call', state: 'sent', attempts: 1, errorCode: null, at: now },
    })
    const { storeId, customerId, bookingId } = message
    await addTodo(tx, now, {
      ...{ dedupe: `message:${message.id}`, kind: 'undelivered', storeId, customerId, bookingId },
      ...{ title: call.title, reason: call.reason, dueAt: new Date(call.dueAt) },
    })
  })
}
