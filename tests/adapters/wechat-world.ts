import {
  createWechatSim,
  type Listening,
  type Template,
  type WechatSim,
  type WechatSimOptions,
} from '@pitlane/wechat-sim'
import { createWechat, type WechatOptions } from '../../server/src/adapters/wechat'
import { type SharedCache, VendorError, type WechatPort } from '../../server/src/platform/ports'
import { createMemoryCache } from '../../server/src/platform/shared-cache'

export const APPID = 'wx5ec0ffee12345678'
export const SECRET = '5ec2e75ec2e75ec2e75ec2e75ec2e75e'

export const confirmed: Template = {
  id: 'sim-booking-confirmed',
  title: '预约成功通知',
  fields: { thing1: '服务门店', time2: '预约时间', car_number3: '车牌号码' },
}

/** A simulator that listens, and the adapter pointed at it. */
export interface World {
  sim: WechatSim
  url: string
  wechat: WechatPort
  cache: SharedCache
  /** Another process of the same server, which shares the cache unless told otherwise. */
  another(options?: Partial<WechatOptions>): WechatPort
  pass(ms: number): void
  /** The calls that the simulator received at a path. */
  callsTo(path: string): ReturnType<WechatSim['calls']>
  close: () => Promise<void>
}

export async function givenWechat(options: Partial<WechatSimOptions> = {}): Promise<World> {
  let now = Date.parse('2026-07-01T01:00:00Z')
  const sim = createWechatSim({
    appid: APPID,
    secret: SECRET,
    templates: [confirmed],
    clock: { now: () => new Date(now) },
    ...options,
  })
  const { url, close }: Listening = await sim.listen(0)
  const cache = createMemoryCache(() => now)
  const another = (changes: Partial<WechatOptions> = {}) =>
    createWechat({ baseUrl: url, appid: APPID, secret: SECRET, cache, ...changes })
  return {
    sim,
    url,
    wechat: another(),
    cache,
    another,
    pass: (ms) => void (now += ms),
    callsTo: (path) => sim.calls().filter((call) => call.path === path),
    close,
  }
}

/** A message the simulator accepts, to a user who allowed it once. */
export function givenMessage(world: World, user = 'owner-1') {
  const { openid } = world.sim.loginCode(user)
  world.sim.allow(openid, confirmed.id)
  return {
    openid,
    templateId: confirmed.id,
    page: 'pages/booking/detail?id=01J',
    data: { thing1: '浦东店', time2: '2026年7月1日 14:30', car_number3: '沪A12345' },
  }
}

/** The vendor error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<VendorError> {
  const result = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in result && result.error instanceof VendorError) return result.error
  throw new Error(`expected a VendorError, got ${JSON.stringify(result)}`)
}
