import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { booking, identity, store, type Problem } from '@pitlane/contract'
import supertest from 'supertest'
import { startTestApp, type TestApp } from '../support/app'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp({ env: { PITLANE_METRICS_TOKEN: 'metrics-token-of-the-tests' } })
})
afterAll(() => t.stop())

const http = () => supertest(t.url)
/** supertest does not know what an answer holds. */
const bodyOf = (answer: { body: unknown }) =>
  answer.body as Problem & { paths: Record<string, { post: { operationId: string } }> }

describe('the HTTP edge', () => {
  it('answers an unknown address with a Chinese problem and a request id', async () => {
    const answer = await http().get('/api/nothing').expect(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({
      status: 404,
      code: 'request.not_found',
      title: expect.stringMatching(/没有找到/),
    })
    expect(bodyOf(answer).requestId).toBe(answer.headers['x-request-id'])
  })

  it('keeps a harmless request id of the caller and replaces any other', async () => {
    const kept = await http().get('/healthz').set('x-request-id', 'trace-12345678')
    expect(kept.headers['x-request-id']).toBe('trace-12345678')
    const replaced = await http().get('/healthz').set('x-request-id', 'a b<script>')
    expect(replaced.headers['x-request-id']).toMatch(/^[0-9A-Z]{26}$/)
  })

  it('sends the security headers with every answer', async () => {
    const { headers } = await http().get('/api/stores')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })

  it.each([
    ['broken JSON', '{"a":', 400, 'request.not_json'],
    ['a bare word', 'hello', 400, 'request.not_json'],
    ['a list', '[]', 400, 'request.invalid'],
    ['an empty object', '{}', 400, 'request.invalid'],
    ['a million characters', JSON.stringify({ refreshToken: 'x'.repeat(1_000_000) }), 413, 'request.too_large'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await http().post(identity.refresh.path).set('content-type', 'application/json').send(body)
    expect([answer.status, bodyOf(answer).code]).toEqual([status, code])
  })

  it('names the fields that are wrong, not their values', async () => {
    const problem = await t.refused(
      booking.slots,
      { query: { storeId: 'x', serviceIds: 'y', day: '2026-02-30' } },
      undefined,
      'request.invalid',
    )
    expect(problem.data).toEqual({
      fields: [
        { at: 'query.storeId', rule: 'invalid_format' },
        { at: 'query.serviceIds', rule: 'invalid_format' },
        { at: 'query.day', rule: 'day' },
      ],
    })
  })

  it('says what an address does not support', async () => {
    const answer = await http().delete(store.list.path)
    expect([answer.status, bodyOf(answer).code]).toEqual([405, 'request.method_not_allowed'])
  })

  it('lives, is ready, and shows metrics to whoever has the token', async () => {
    await http().get('/healthz').expect(200)
    await http().get('/readyz').expect(200, { status: 'ready' })
    await http().get('/metrics').expect(404)
    const metrics = await http().get('/metrics').set('authorization', 'Bearer metrics-token-of-the-tests').expect(200)
    expect(metrics.text).toContain('pitlane_request_seconds_bucket')
    expect(metrics.text).toContain('pitlane_jobs_waiting')
    expect(metrics.text).not.toContain('/api/nothing')
  })

  it('describes itself', async () => {
    const document = await http().get('/openapi.json').expect(200)
    expect(document.body).toMatchObject({ openapi: '3.1.0' })
    expect(bodyOf(document).paths['/api/bookings']?.post.operationId).toBe('booking.place')
    const page = await http().get('/docs').expect(200)
    expect(page.text).toContain('/bookings')
  })

  it('counts calls and says when to come back', async () => {
    const call = () => t.call(identity.refresh, { body: { refreshToken: 'unknown' } })
    const answers = []
    for (let i = 0; i < 61; i++) answers.push(await call())
    const last = answers.at(-1)
    expect([last?.status, last?.problem.code]).toEqual([429, 'request.too_many'])
    expect(Number(last?.problem.data?.['retryAfterSeconds'])).toBeGreaterThan(0)
  })
})
