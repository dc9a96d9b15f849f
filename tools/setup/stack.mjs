// @ts-check
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runChild, startChild } from './children.mjs'
import { keepMerchant } from './merchant.mjs'
import { inRoot, inVar, root, shown } from './paths.mjs'
import { untilReady } from './reach.mjs'
import { say, SetupError, tailOf } from './say.mjs'

/**
 * @typedef {{ title: string, username: string, password: string }} Login
 * @typedef {{ logins: Login[], owners: { phone: string, note: string }[] }} Demo both empty when the database was not seeded
 *   by these commands
 *
 * @typedef {object} Plan
 * @property {Record<string, string | undefined>} env settings of the server
 * @property {number} port
 * @property {number} simPort used when `env` names no WeChat account
 * @property {string} logs folder for the logs
 * @property {string} loginsFile where the demo log-ins are kept between starts
 *
 * @typedef {object} Stack
 * @property {string} url of the server, without a slash at the end
 * @property {string | undefined} simUrl
 * @property {Demo} demo
 * @property {Promise<string>} died resolves with the name of the first part that ends by itself
 * @property {() => Promise<void>} stop
 */

/** @type {Demo} */
const NO_DEMO = { logins: [], owners: [] }
const KEPT_LOG_BYTES = 20 * 1024 * 1024

/**
 * Migrates, seeds and serves: the WeChat simulator if the environment names no WeChat account, then the server with
 * all roles. Resolves when the server answers `/readyz`.
 *
 * @param {Plan} plan
 * @returns {Promise<Stack>}
 * @throws {SetupError} naming the step that failed, with the end of its log
 */
export async function startStack({ env, port, simPort, logs, loginsFile }) {
  const log = path.join(logs, 'server.log')
  rotate(log)
  const sim = env['WECHAT_APPID'] ? undefined : startSimulator(env, simPort, port, logs)
  const serverEnv = { ...env, ...sim?.serverEnv, PORT: String(port) }
  if (sim) await untilAnswers('微信模拟器', `${sim.url}/`, sim.child, sim.log)

  await serverStep('migrate', '数据库迁移', serverEnv, log)
  const demo = env['PITLANE_DEMO'] === 'off' ? NO_DEMO : await seedDemo(serverEnv, log, loginsFile)

  const server = startChild({
    ...serverCommand('--roles=web,worker'),
    env: serverEnv,
    log,
    append: true,
    onLine: showWarning,
  })
  const url = `http://localhost:${port}`
  await untilAnswers('服务端', `http://127.0.0.1:${port}/readyz`, server, log)
  const children = [{ name: '服务端', child: server }, ...(sim ? [{ name: '微信模拟器', child: sim.child }] : [])]
  return {
    url,
    simUrl: sim?.url,
    demo,
    died: Promise.race(children.map(({ name, child }) => child.ended.then((code) => `${name}（退出码 ${code}）`))),
    stop: async () => {
      for (const { child } of children) await child.stop()
    },
  }
}

/** @param {...string} args */
const serverCommand = (...args) => ({
  command: process.execPath,
  args: ['--enable-source-maps', inRoot('server/dist/main.js'), ...args],
  cwd: root,
})

/**
 * @param {Plan['env']} env
 * @param {number} port
 * @param {number} serverPort
 * @param {string} logs
 */
function startSimulator(env, port, serverPort, logs) {
  const url = `http://localhost:${port}`
  const account = { WECHAT_APPID: env['WECHAT_SIM_APPID'], WECHAT_SECRET: env['WECHAT_SIM_SECRET'] }
  const log = path.join(logs, 'wechat-sim.log')
  const merchant = keepMerchant(inVar('wechat-pay-sim'))
  const child = startChild({
    command: process.execPath,
    args: ['--enable-source-maps', inRoot('tools/wechat-sim/dist/main.js')],
    env: { ...env, ...account, ...merchant.simulator, WECHAT_SIM_PORT: String(port) },
    log,
  })
  const templates = {
    WECHAT_TEMPLATE_BOOKING_CONFIRMED: 'sim-booking-confirmed',
    WECHAT_TEMPLATE_BOOKING_REMINDER: 'sim-booking-reminder',
    WECHAT_TEMPLATE_BOOKING_CHANGED: 'sim-booking-changed',
    WECHAT_TEMPLATE_WAITLIST_OFFER: 'sim-waitlist-ready',
    WECHAT_TEMPLATE_QUOTE_ASKED: 'sim-addon-approval',
    WECHAT_TEMPLATE_SERVICE_PROGRESS: 'sim-progress',
    WECHAT_TEMPLATE_CAR_READY: 'sim-ready-for-pickup',
  }
  const pay = {
    ...merchant.server,
    WECHAT_PAY_BASE_URL: url,
    WECHAT_PAY_NOTIFY_URL: `http://127.0.0.1:${serverPort}/api/payments/wechat/notices`,
  }
  const serverEnv = { ...account, ...templates, ...pay, WECHAT_BASE_URL: `http://127.0.0.1:${port}` }
  return { child, url, log, serverEnv }
}

/** @param {string} line with which seeding tells the passwords of the demo */
const isLogins = (line) => line.startsWith('{"logins":')

/**
 * Seeds the demo dealer group into an empty database. A database that holds a group already is left as it is, and the
 * log-ins are those of the first time.
 *
 * @param {Plan['env']} env
 * @param {string} log
 * @param {string} loginsFile
 * @returns {Promise<Demo>}
 */
async function seedDemo(env, log, loginsFile) {
  const line = (await serverStep('seed-demo', '示例数据', env, log)).find(isLogins)
  /** @type {Demo} */
  const fresh = line ? JSON.parse(line) : NO_DEMO
  if (fresh.logins.length === 0) return existsSync(loginsFile) ? JSON.parse(readFileSync(loginsFile, 'utf8')) : NO_DEMO
  mkdirSync(path.dirname(loginsFile), { recursive: true })
  writeFileSync(loginsFile, JSON.stringify(fresh, null, 2), { mode: 0o600 })
  return fresh
}

/**
 * @param {string} subCommand of the server
 * @param {string} title
 * @param {Plan['env']} env
 * @param {string} log
 * @returns {Promise<string[]>} the printed lines
 */
async function serverStep(subCommand, title, env, log) {
  /** @type {string[]} */
  const printed = []
  /** @param {string} line @param {'stdout' | 'stderr'} from */
  const onLine = (line, from) => {
    if (from === 'stdout') printed.push(line)
    return isLogins(line) ? 'secret' : undefined
  }
  const code = await runChild({ ...serverCommand(subCommand), env, log, append: true, onLine })
  if (code !== 0) throw new SetupError(`${title}失败（退出码 ${code}，${shown(log)}）：\n${tailOf(log)}`)
  return printed
}

/**
 * @param {string} name
 * @param {string} url must answer with a success
 * @param {import('./children.mjs').Child} child
 * @param {string} log
 * @throws {SetupError}
 */
async function untilAnswers(name, url, child, log) {
  const ask = () =>
    fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    )
  const outcome = await untilReady(child, ask, 60)
  if (outcome === 'ready') return
  throw new SetupError(
    `${name}${outcome === 'ended' ? '启动时退出' : ' 60 秒内没有就绪'}（${shown(log)}）：\n${tailOf(log)}`,
  )
}

/**
 * The server's log is JSON lines; people see warnings and worse, and whatever is no JSON (a crash).
 *
 * @param {string} line
 */
function showWarning(line) {
  const text = warningIn(line)
  if (text) say(text)
}

/**
 * @param {string} line
 * @returns {string | undefined}
 */
export function warningIn(line) {
  if (!line.startsWith('{')) return line.trim() ? line : undefined
  try {
    const { level, msg, err } = JSON.parse(line)
    if (typeof level !== 'number' || level < 40) return undefined
    return [level < 50 ? '警告' : '错误', msg, err?.message].filter(Boolean).join('：')
  } catch {
    return line
  }
}

/** @param {string} log */
function rotate(log) {
  if (existsSync(log) && statSync(log).size > KEPT_LOG_BYTES) renameSync(log, `${log}.1`)
}
