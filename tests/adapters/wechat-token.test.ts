import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { SharedCache } from '../../server/src/platform/ports'
import { APPID, errorOf, givenMessage, givenWechat, SECRET, type World } from './wechat-world'

const TOKEN = '/cgi-bin/stable_token'
const SEND = '/cgi-bin/message/subscribe/send'
const MINUTE = 60_000

let world: World
beforeEach(async () => {
  world = await givenWechat()
})
afterEach(() => world.close())

const send = (wechat = world.wechat) => wechat.sendSubscribeMessage(givenMessage(world))

/** Somebody else with the same credentials forces a new token; twice kills the one that this server holds. */
async function othersForceNewTokens(): Promise<void> {
  const body = JSON.stringify({ grant_type: 'client_credential', appid: APPID, secret: SECRET, force_refresh: true })
  for (let n = 0; n < 2; n++) {
    await fetch(`${world.url}${TOKEN}`, { method: 'POST', body })
    world.pass(31_000)
  }
}

/** A cache whose flights are not joined but flown one after the other. */
function takingTurns(cache: SharedCache): SharedCache {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...cache,
    singleFlight: (_key, _ttlMs, work) => {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

const forcedByAdapter = () => world.callsTo(TOKEN).slice(3)

describe('the access token', () => {
  it('is fetched once for 50 messages at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => send()))
    expect(world.sim.messages()).toHaveLength(50)
    expect(world.callsTo(TOKEN)).toHaveLength(1)
    expect(world.callsTo(TOKEN)[0]?.request).toMatchObject({ force_refresh: false })
  })

  it('is fetched once for several processes', async () => {
    const processes = [world.wechat, world.another(), world.another()]
    await Promise.all(processes.flatMap((wechat) => Array.from({ length: 10 }, () => send(wechat))))
    expect(world.sim.messages()).toHaveLength(30)
    expect(world.callsTo(TOKEN)).toHaveLength(1)
  })

  it('is fetched once for processes that take turns, as a Redis lease makes them', async () => {
    const cache = takingTurns(world.cache)
    const processes = [world.another({ cache }), world.another({ cache }), world.another({ cache })]
    await Promise.all(processes.map(send))
    await othersForceNewTokens()
    await Promise.all(processes.map(send))
    expect(world.callsTo(TOKEN).map(({ request }) => request.force_refresh)).toEqual([false, true, true, true])
  })

  it('is never the refused one, even when a flight that began before brings it', async () => {
    await send()
    const old = await world.cache.get(`wechat:access-token:${APPID}`)
    await othersForceNewTokens()
    const begunBefore = world.cache.singleFlight(`wechat:access-token:${APPID}:fetch`, 1000, async () => {
      await pause(300)
      return old
    })
    await send()
    expect(await begunBefore).toBe(old)
    expect(world.sim.messages()).toHaveLength(2)
  })

  it('is kept until 5 minutes before its end and then replaced without a failed call', async () => {
    await send()
    world.pass(115 * MINUTE - 1000)
    await send()
    expect(world.callsTo(TOKEN)).toHaveLength(1)
    world.pass(1000)
    await send()
    expect(world.callsTo(TOKEN)).toHaveLength(2)
    expect(world.callsTo(SEND).map(({ errcode }) => errcode)).toEqual([0, 0, 0])
  })

  it('is replaced once, by force, when WeChat turns it down', async () => {
    await send()
    await othersForceNewTokens()
    await send()
    expect(world.callsTo(SEND).map(({ errcode }) => errcode)).toEqual([0, 40001, 0])
    expect(forcedByAdapter()).toMatchObject([{ request: { force_refresh: true } }])
  })

  it('is replaced once for 50 messages that are turned down at the same time, in two processes', async () => {
    await send()
    await othersForceNewTokens()
    const second = world.another()
    await Promise.all(Array.from({ length: 50 }, (_, n) => send(n % 2 ? world.wechat : second)))
    expect(world.sim.messages()).toHaveLength(51)
    expect(forcedByAdapter()).toHaveLength(1)
  })

  it.each([40001, 40014, 42001])('is replaced after %i, and the call is made once more', async (errcode) => {
    world.sim.addFault({ path: SEND, kind: 'errcode', errcode, times: 1 })
    await send()
    expect(world.callsTo(SEND)).toHaveLength(2)
    expect(world.callsTo(TOKEN)).toHaveLength(2)
  })

  it('is not replaced over and over', async () => {
    world.sim.addFault({ path: SEND, kind: 'errcode', errcode: 40001 })
    const error = await errorOf(send())
    expect(error).toMatchObject({ reason: 'unavailable', retryable: true, vendorCode: 40001 })
    expect(world.callsTo(SEND)).toHaveLength(2)
    expect(world.callsTo(TOKEN)).toHaveLength(2)
  })

  it('is replaced for a phone code too, which is not spent by the refused call', async () => {
    await send()
    await othersForceNewTokens()
    expect(await world.wechat.phoneOf(world.sim.phoneCode('13800138000'))).toBe('13800138000')
  })

  it.each(['drop', 'http500', 'garbage'] as const)('is asked for again after %s', async (kind) => {
    world.sim.addFault({ path: TOKEN, kind, times: 1 })
    await send()
    expect(world.callsTo(TOKEN)).toHaveLength(2)
  })

  it('is asked for again by the next call after two failures in a row', async () => {
    world.sim.addFault({ path: TOKEN, kind: 'errcode', errcode: -1, times: 2 })
    expect(await errorOf(send())).toMatchObject({ reason: 'unavailable', retryable: true, vendorCode: -1 })
    expect(world.callsTo(TOKEN)).toHaveLength(2)
    await send()
  })

  it('does not need the cache', async () => {
    const fail = () => Promise.reject(new Error('Connection is closed.'))
    const down: SharedCache = { get: fail, set: fail, delete: fail, singleFlight: fail }
    const wechat = world.another({ cache: down })
    await Promise.all(Array.from({ length: 10 }, () => send(wechat)))
    expect(world.sim.messages()).toHaveLength(10)
    expect(world.callsTo(TOKEN)).toHaveLength(1)
  })

  it('is not fetched twice when the cache breaks after the fetch', async () => {
    const lost: SharedCache = {
      ...world.cache,
      singleFlight: async (key, ttlMs, work) => {
        await world.cache.singleFlight(key, ttlMs, work)
        throw new Error('Connection is closed.')
      },
    }
    await send(world.another({ cache: lost }))
    expect(world.callsTo(TOKEN)).toHaveLength(1)
  })
})
