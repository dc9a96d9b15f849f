import { randomBytes } from 'node:crypto'
import { urlOf, type Call, type Endpoint, type ErrorCode, type Problem, type View } from '@pitlane/contract'
import { Redis } from 'ioredis'
import supertest from 'supertest'
import { runDueJobs } from '../../server/src/platform/jobs'
import { readConfig, type Config } from '../../server/src/platform/config'
import { createLog, type Logger } from '../../server/src/platform/log'
import type { PayPort } from '../../server/src/platform/pay-port'
import type { WechatPort } from '../../server/src/platform/ports'
import { openWorld, type World } from '../../server/src/world'
import { TestClock } from './clock'
import { emptyDatabase, isMysql, migrateTest } from './databases'
import { TestFiles, TestSms, TestWechat } from './ports'

/** Monday morning, 09:00 in Shanghai. Every test starts here unless it says otherwise. */
export const MONDAY_MORNING = '2026-11-23T01:00:00.000Z'

interface Answer<E extends Endpoint> {
  readonly status: number
  readonly body: View<E>
  readonly problem: Problem
}

export interface TestApp {
  readonly world: World
  readonly clock: TestClock
  readonly wechat: TestWechat
  readonly sms: TestSms
  readonly files: TestFiles
  readonly url: string
  /** Calls an endpoint and answers with whatever came back. */
  call<E extends Endpoint>(endpoint: E, call: Call<E>, token?: string): Promise<Answer<E>>
  /** Calls an endpoint that must succeed. */
  ok<E extends Endpoint>(endpoint: E, call: Call<E>, token?: string): Promise<View<E>>
  /** Calls an endpoint that must refuse with this code. */
  refused<E extends Endpoint>(endpoint: E, call: Call<E>, token: string | undefined, code: ErrorCode): Promise<Problem>
  /** Runs background jobs until none is due. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const REDIS_DATABASES_PER_WORKER = 7
let opened = 0

/** An emptied database of the shared Redis, of this jest worker alone: calls counted by other tests must not limit ours. */
async function ownRedis(): Promise<Record<string, string>> {
  const given = process.env['TEST_REDIS_URL']
  if (!isMysql || !given) return {}
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 1)
  const url = new URL(given)
  url.pathname = `/${1 + ((worker * REDIS_DATABASES_PER_WORKER + (opened++ % REDIS_DATABASES_PER_WORKER)) % 15)}`
  const redis = new Redis(url.toString())
  await redis.flushdb()
  redis.disconnect()
  return { REDIS_URL: url.toString() }
}

/** The environment of a test server. Every secret is made for this run. */
export function testEnv(databaseUrl: string, over: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    ...(isMysql && process.env['TEST_REDIS_URL'] ? { REDIS_URL: process.env['TEST_REDIS_URL'] } : {}),
    PITLANE_TOKEN_SECRET: randomBytes(32).toString('hex'),
    PITLANE_DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    PITLANE_INDEX_KEY: randomBytes(32).toString('base64'),
    WECHAT_APPID: 'wx0123456789abcdef',
    WECHAT_SECRET: 'secret-of-the-tests',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ...over,
  }
}

/** Configuration of a test server in this process. */
export const testConfig = (databaseUrl: string, over: Record<string, string> = {}): Config =>
  readConfig(testEnv(databaseUrl, over))

interface StartOptions {
  readonly at?: string
  readonly env?: Record<string, string>
  readonly databaseUrl?: string
  readonly config?: Config
  /** A merchant account of WeChat Pay; none when left out. */
  readonly pay?: PayPort
  /** In the place of the one that remembers. */
  readonly wechat?: WechatPort
  readonly log?: Logger
  /** One that others read as well. */
  readonly clock?: TestClock
}

const configOf = async ({ config, databaseUrl, env }: StartOptions, freshUrl = ''): Promise<Config> =>
  config ?? testConfig(databaseUrl ?? freshUrl, { ...(await ownRedis()), ...env })

const givenPorts = ({ pay, wechat }: StartOptions) => ({ ...(pay && { pay }), ...(wechat && { wechat }) })

/** A whole server on a fresh, migrated database, with a clock that stands still and ports that remember. */
export async function startTestApp(options: StartOptions = {}): Promise<TestApp> {
  const fresh = options.databaseUrl ? undefined : await emptyDatabase()
  const config = await configOf(options, fresh?.url)
  const clock = options.clock ?? new TestClock(new Date(options.at ?? MONDAY_MORNING))
  const ports = { wechat: new TestWechat(), sms: new TestSms(), files: new TestFiles() }
  const world = await openWorld({
    config,
    log: options.log ?? createLog(config.LOG_LEVEL),
    clock,
    ports: () => ({ ...ports, ...givenPorts(options) }),
  })
  await migrateTest(world.source, clock.now())
  await fresh?.migrated()
  const url = `http://127.0.0.1:${await world.listen(0)}`
  return {
    world,
    clock,
    url,
    ...ports,
    ...callerOf(url),
    settle: () => settle(world),
    stop: stopper(world, fresh?.drop),
  }
}

const settle = async (world: World) => {
  while ((await runDueJobs(world.app)) > 0);
}

const stopper = (world: World, drop: (() => Promise<void>) | undefined) => async () => {
  await world.close()
  await drop?.()
}

/** The contract's client on supertest. */
export function callerOf(url: string): Pick<TestApp, 'call' | 'ok' | 'refused'> {
  const call = async <E extends Endpoint>(endpoint: E, request: Call<E>, token?: string): Promise<Answer<E>> => {
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    let sent = supertest(url)[method](urlOf(endpoint, request))
    if (token) sent = sent.set('authorization', `Bearer ${token}`)
    const body = (request as { body?: object }).body
    const answer = await (body ? sent.send(body) : sent)
    return { status: answer.status, body: answer.body as View<E>, problem: answer.body as Problem }
  }
  return {
    call,
    async ok(endpoint, request, token) {
      const answer = await call(endpoint, request, token)
      if (answer.status !== 200) throw new Error(`${endpoint.path}: ${answer.status} ${JSON.stringify(answer.problem)}`)
      return answer.body
    },
    async refused(endpoint, request, token, code) {
      const { status, problem } = await call(endpoint, request, token)
      if (status < 400 || problem.code !== code) {
        throw new Error(`${endpoint.path}: expected ${code}, got ${status} ${JSON.stringify(problem)}`)
      }
      return problem
    },
  }
}
