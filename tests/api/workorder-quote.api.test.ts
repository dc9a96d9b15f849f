import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging, workorder } from '@pitlane/contract'
import { fireDueTimers } from '../../server/src/modules/process/timer.service'
import { Quote } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { given } from '../support/given'
import { once, openNodes, quoteOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function scene(at: 'inspected' | 'quoted') {
  const s = await workshopScene(t)
  const row = await s[at]()
  const { id } = row
  const token = s.advisor.token
  const params = { workorderId: id }
  const save = async (over: Parameters<typeof quoteOf>[2] = {}) => ({
    ...{ params, body: { ...quoteOf(t, s.service.id, over), ...once(), version: (await s.stands(id)).version } },
  })
  const latest = async () => {
    const { quoteVersion } = await s.stands(id)
    const quote = await t.world.app.db.read.findOne(Quote, { workorderId: id, version: quoteVersion })
    if (!quote) throw new Error('no quote')
    return quote
  }
  const agreement = async () => {
    const { version: quoteVersion, snapshotHash } = await latest()
    return { params, body: { ...once(), quoteVersion, snapshotHash } }
  }
  return { ...s, row, id, token, params, save, latest, agreement }
}

describe('a quote', () => {
  it('is sent, and its owner is told once', async () => {
    const s = await scene('inspected')
    const call = await s.save()
    const first = await t.ok(workorder.saveQuote, call, s.token)
    expect(first.state).toBe('quoted')
    expect(await t.ok(workorder.saveQuote, call, s.token)).toEqual(first)
    expect(await rowsOf(t, 'quote')).toBe(1)
    const { items } = await t.ok(messaging.inbox, { query: {} }, s.driver.token)
    expect(items).toMatchObject([{ kind: 'quote_sent', title: '待您确认' }])
    expect(items[0]?.body).toContain('¥560')
    const row = await s.stands(s.id)
    expect(row).toMatchObject({ quoteVersion: 1, quotedAt: t.clock.now() })
    expect(row.promisedAt?.toISOString()).toBe(call.body.promisedAt)
    // What was promised when the car came stays beside it.
    expect(row.firstPromisedAt).toEqual(s.row.firstPromisedAt)
    expect(await openNodes(t)).toEqual(['authorise'])
  })

  it('is no quote without labour, with material for nothing, or with a time that cannot be kept', async () => {
    const s = await scene('inspected')
    const [labour, oil] = quoteOf(t, s.service.id).lines
    if (!labour || !oil) throw new Error('no lines')
    await t.refused(workorder.saveQuote, await s.save({ lines: [oil] }), s.token, 'workorder.no_labour')
    const orphan = { lines: [labour, { ...oil, of: 1 }] }
    await t.refused(workorder.saveQuote, await s.save(orphan), s.token, 'workorder.line_orphan')
    const soon = new Date(t.clock.now().getTime() + 59 * 60_000).toISOString()
    await t.refused(workorder.saveQuote, await s.save({ promisedAt: soon }), s.token, 'workorder.promise_too_early')
    expect(await rowsOf(t, 'quote')).toBe(0)
  })

  it('may be written anew until it is agreed to; the old one counts no more', async () => {
    const s = await scene('quoted')
    const old = await s.agreement()
    await t.ok(workorder.saveQuote, await s.save({ note: '改用全合成' }), s.token)
    expect(await openNodes(t)).toEqual(['authorise'])
    await t.refused(workorder.ownerAuthorise, old, s.driver.token, 'workorder.quote_changed')
    await t.ok(workorder.saveQuote, await s.save({ send: false }), s.token)
    expect((await s.stands(s.id)).state).toBe('inspected')
    expect(await openNodes(t)).toEqual(['quote'])
    await t.refused(workorder.ownerAuthorise, await s.agreement(), s.driver.token, 'workorder.wrong_state')
    expect(await rowsOf(t, 'quote')).toBe(3)
  })
})

describe('a quote that nobody answers', () => {
  it('is brought to mind twice and becomes a call, and never an answer', async () => {
    const s = await scene('quoted')
    const later = async (minutes: number) => {
      t.clock.pass(minutes * 60_000)
      await fireDueTimers(t.world.app)
      await t.settle()
    }
    const kinds = async () => {
      const token = await given(t).freshToken({ kind: 'customer', id: s.driver.customerId })
      return (await t.ok(messaging.inbox, { query: {} }, token)).items.map(({ kind }) => kind)
    }
    await later(11)
    expect(await kinds()).toEqual(['quote_sent', 'quote_sent'])
    await later(10)
    await later(10)
    await later(60)
    expect(await kinds()).toEqual(['quote_sent', 'quote_sent', 'quote_sent'])
    const todos = await t.world.app.db.read.rows<{ kind: string }>("select kind from phone_todo where kind = 'quote'")
    expect(todos).toHaveLength(1)
    expect((await s.stands(s.id)).state).toBe('quoted')
  })
})

describe('the owner agrees', () => {
  it('to what was shown; a second time changes nothing', async () => {
    const s = await scene('quoted')
    const call = await s.agreement()
    const first = await t.ok(workorder.ownerAuthorise, call, s.driver.token)
    expect(first.state).toBe('authorised')
    expect(await t.ok(workorder.ownerAuthorise, call, s.driver.token)).toEqual(first)
    const anew = { ...call, body: { ...call.body, ...once() } }
    expect(await t.ok(workorder.ownerAuthorise, anew, s.driver.token)).toEqual(first)
    expect([await rowsOf(t, 'job_line'), await rowsOf(t, 'part_line')]).toEqual([1, 1])
    const { proof, method } = await s.latest()
    expect(method).toBe('app')
    expect(proof).toMatchObject({ by: { kind: 'customer', id: s.driver.customerId }, at: t.clock.now().toISOString() })
    expect(proof?.address).toMatch(/127\.0\.0\.1/)
    expect(await openNodes(t)).toEqual(['dispatch'])
  })

  it('with two taps at once: the jobs are made once', async () => {
    const s = await scene('quoted')
    const call = await s.agreement()
    const taps = [call, { ...call, body: { ...call.body, ...once() } }]
    const answers = await Promise.all(taps.map((tap) => t.call(workorder.ownerAuthorise, tap, s.driver.token)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await rowsOf(t, 'job_line')).toBe(1)
  })

  it('or the advisor writes it anew, not both', async () => {
    const s = await scene('quoted')
    const [yes, anew] = await Promise.all([
      t.call(workorder.ownerAuthorise, await s.agreement(), s.driver.token),
      t.call(workorder.saveQuote, await s.save(), s.token),
    ])
    expect([yes.status, anew.status].sort()).toEqual([200, 409])
    const { state, quoteVersion } = await s.stands(s.id)
    expect([state, quoteVersion]).toEqual(yes.status === 200 ? ['authorised', 1] : ['quoted', 2])
    expect(await rowsOf(t, 'job_line')).toBe(yes.status === 200 ? 1 : 0)
  })

  it('to nothing else: another content, another owner, another state', async () => {
    const s = await scene('quoted')
    const call = await s.agreement()
    const forged = { ...call, body: { ...call.body, snapshotHash: 'f'.repeat(64) } }
    await t.refused(workorder.ownerAuthorise, forged, s.driver.token, 'workorder.quote_changed')
    const stranger = await given(t).driver()
    await t.refused(workorder.ownerAuthorise, call, stranger.token, 'workorder.not_found')
    await t.refused(workorder.ownerAuthorise, call, s.token, 'auth.forbidden')
    expect((await s.stands(s.id)).state).toBe('quoted')
  })
})

describe('staff note an agreement', () => {
  it('on paper with the signature, or by a recorded call', async () => {
    const s = await scene('quoted')
    const { version, quoteVersion } = await s.stands(s.id)
    const body = { ...once(), version, quoteVersion, method: 'signature' as const, note: '' }
    await t.refused(workorder.authorise, { params: s.params, body }, s.token, 'workorder.signature_missing')
    const old = { params: s.params, body: { ...body, ...once(), quoteVersion: 0 } }
    await t.refused(workorder.authorise, old, s.token, 'workorder.quote_changed')
    const [signatureId] = await s.photos(1, s.token, 'signature')
    const signed = { params: s.params, body: { ...body, signatureId: signatureId ?? '' } }
    const first = await t.ok(workorder.authorise, signed, s.token)
    expect(first.state).toBe('authorised')
    expect(await t.ok(workorder.authorise, signed, s.token)).toEqual(first)
    expect((await s.latest()).proof).toMatchObject({ method: 'signature', signatureId, by: { kind: 'staff' } })
    await t.refused(
      workorder.authorise,
      { params: s.params, body: { ...body, ...once() } },
      s.token,
      'workorder.changed',
    )
  })
})

describe('a visit that ends early', () => {
  it('is cancelled before anything was begun, with its flow', async () => {
    const s = await workshopScene(t)
    const { id, version } = await s.authorised()
    const body = { ...once(), version, reason: '车主改天再修' }
    const params = { workorderId: id }
    await t.refused(workorder.cancel, { params, body }, s.cashier.token, 'auth.forbidden')
    expect(await t.ok(workorder.cancel, { params, body }, s.advisor.token)).toMatchObject({ state: 'cancelled' })
    await t.ok(workorder.cancel, { params, body }, s.advisor.token)
    expect(await openNodes(t)).toEqual([])
    const detail = await t.ok(workorder.read, { params }, s.advisor.token)
    expect(detail.jobs).toMatchObject([{ state: 'cancelled' }])
    expect(detail.may).toEqual([])
  })
})
