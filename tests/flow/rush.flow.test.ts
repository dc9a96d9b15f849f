import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { toLocal } from '../../server/src/platform/local-time'
import type { TestApp } from '../support/app'
import { claimFaults } from '../support/claim-faults'
import { crowd } from '../support/crowd'
import { given } from '../support/given'
import { metricOf } from '../support/metrics'
import { openRealServers, type RealServers } from '../support/real-servers'

const CLIENTS = 5000
const MINUTES = [540, 600, 660, 720]
const AT_A_TIME = 10
const PLACES = MINUTES.length * AT_A_TIME

let t: TestApp
let real: RealServers

beforeEach(async () => {
  real = await openRealServers()
  t = real.t
})
afterEach(() => real.close())

interface Answer {
  readonly status: number
  readonly code: string | undefined
}

/** Everybody asks at the same moment, over connections that stay open. */
async function all(url: string, wishes: readonly { token: string; body: object }[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const ask = ({ token, body }: { token: string; body: object }) =>
    new Promise<Answer>((resolve, reject) => {
      const text = JSON.stringify(body)
      const headers = {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
        'content-length': Buffer.byteLength(text),
      }
      const sent = request(url + booking.place.path, { method: 'POST', agent, headers }, (response) => {
        let heard = ''
        response.setEncoding('utf8')
        response.on('data', (piece: string) => (heard += piece))
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, code: (JSON.parse(heard) as { code?: string }).code })
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })
  // A connection that the server closed in that moment: the same wish again is answered with what became of the first.
  const askAgain = (wish: { token: string; body: object }) => ask(wish).catch(() => ask(wish))
  const answers = await Promise.all(wishes.map(askAgain))
  agent.destroy()
  return answers
}

const countOf = (answers: readonly Answer[], fits: (answer: Answer) => boolean) => answers.filter(fits).length

describe('a rush', () => {
  it(`of ${CLIENTS} owners on ${PLACES} places fills each of them once, and the database hardly notices the others`, async () => {
    const store = await given(t).store({ bays: AT_A_TIME, technicians: AT_A_TIME })
    const service = await given(t).service(store.id)
    const people = await crowd(t, CLIENTS)
    const { url } = await real.start('web')
    const day = addDays(toLocal(new Date(), 'Asia/Shanghai').day, 2)
    const wishes = people.map(({ vehicleId, token }, i) => ({
      token,
      body: {
        ...{ requestId: randomUUID(), storeId: store.id, serviceIds: [service.id], vehicleId, day },
        ...{ minute: MINUTES[i % MINUTES.length], remark: '' },
      },
    }))
    const before = await metricOf(url, 'pitlane_transactions_total')
    const answers = await all(url, wishes)
    const transactions = (await metricOf(url, 'pitlane_transactions_total')) - before

    expect(countOf(answers, ({ status }) => status === 200)).toBe(PLACES)
    expect(countOf(answers, ({ code }) => code === 'booking.slot_taken')).toBe(CLIENTS - PLACES)
    expect(await claimFaults(t.world.app.db.read)).toEqual([])
    expect(await auditClaims(t.world.app)).toBe(0)
    expect(transactions).toBeLessThanOrEqual(200)
  }, 240_000)
})
