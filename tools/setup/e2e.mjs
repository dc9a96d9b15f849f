// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { buildWhatChanged, served } from './build.mjs'
import { removeFolderAtEnd } from './children.mjs'
import { provideChromium } from './chromium.mjs'
import { atEnd, command } from './command.mjs'
import { keepSecrets } from './environment.mjs'
import { install } from './install.mjs'
import { runJest } from './jest-run.mjs'
import { keepMerchant } from './merchant.mjs'
import { inRoot, inVar, shown } from './paths.mjs'
import { nextFreePort, randomFreePort } from './ports.mjs'
import { clearResult, finish } from './results.mjs'
import { say } from './say.mjs'
import { startStack } from './stack.mjs'

/** The day of the tests, the same at whatever hour they run: a Tuesday on which the stores are open, and everybody is at work. */
const PLAYED_AT = '2026-12-01T16:12:00+08:00'
const shiftMs = String(Date.parse(PLAYED_AT) - Date.now())

/**
 * `npm run e2e [jest arguments]`: the built system with a fresh demo database, driven in Chromium. The tests are told
 * where things are by E2E_BASE_URL, E2E_CONSOLE_URL, E2E_SIM_URL, E2E_LOGINS (JSON), E2E_CHROMIUM, E2E_LOG, E2E_CLOCK_SHIFT_MS
 * (for the browser's clock), E2E_SECRETS (JSON, to look for where they must not be) and E2E_SHOTS (the folder for pictures, which
 * is kept).
 */
await command(async () => {
  clearResult('e2e')
  await install()
  const chromium = await provideChromium()
  await buildWhatChanged(served)

  const folder = inVar('e2e', String(process.pid))
  mkdirSync(folder, { recursive: true })
  removeFolderAtEnd(folder)
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  // The tests read the log, so it must hold nothing of an earlier run.
  rmSync(inVar('logs/e2e'), { recursive: true, force: true })
  const secrets = keepSecrets(`${folder}/secrets.env`)
  const stack = await startOn(folder, secrets)
  atEnd(() => stack.stop())
  say(`系统就绪：${stack.url}/`)

  const shots = inVar('shots')
  rmSync(shots, { recursive: true, force: true })
  mkdirSync(shots, { recursive: true })
  const env = {
    E2E_BASE_URL: `${stack.url}/`,
    E2E_CONSOLE_URL: `${stack.url}/console/`,
    E2E_SIM_URL: `${stack.simUrl}/`,
    E2E_LOGINS: JSON.stringify(stack.demo.logins),
    E2E_CHROMIUM: chromium,
    E2E_CLOCK_SHIFT_MS: shiftMs,
    E2E_SHOTS: shots,
    E2E_LOG: inVar('logs/e2e/server.log'),
    E2E_SECRETS: JSON.stringify({ ...installationSecrets(secrets), ...merchantSecrets() }),
  }
  const { passed, failed, skipped } = await runJest({ name: 'e2e', projects: ['e2e'], env }, [
    '--runInBand',
    ...process.argv.slice(2),
  ])
  say(`\n截图在 ${shown(shots)}，服务端日志在 ${shown(inVar('logs/e2e'))}`)
  return finish('e2e', { passed, failed: failed + skipped })
})

/**
 * The id of the mini-program is none.
 *
 * @param {Record<string, string>} kept
 */
function installationSecrets({ WECHAT_SIM_APPID: _, ...secrets }) {
  return secrets
}

/** What only the merchant and WeChat Pay know: the middle of both private keys, and the key of the notices. */
function merchantSecrets() {
  const { server, simulator } = keepMerchant(inVar('wechat-pay-sim'))
  const middleOf = (/** @type {string | undefined} */ file) => readFileSync(file ?? '', 'utf8').split('\n')[12] ?? ''
  return {
    WECHAT_PAY_APIV3_KEY: server['WECHAT_PAY_APIV3_KEY'],
    WECHAT_PAY_PRIVATE_KEY: middleOf(server['WECHAT_PAY_PRIVATE_KEY']),
    WECHAT_SIM_PAY_PLATFORM_KEY: middleOf(simulator['WECHAT_SIM_PAY_PLATFORM_KEY']),
  }
}

/**
 * A system of its own: nothing of the caller's `.env` or environment that would lead it to a real account or database.
 *
 * @param {string} folder
 * @param {Record<string, string>} secrets
 */
async function startOn(folder, secrets) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...secrets }
  for (const name of ['REDIS_URL', 'WECHAT_APPID', 'WECHAT_SECRET', 'WECHAT_BASE_URL', 'PITLANE_DEMO']) delete env[name]
  env['E2E_CLOCK_SHIFT_MS'] = shiftMs
  env['NODE_OPTIONS'] = `--require ${inRoot('tests/e2e/shift-date.cjs')}`
  env['DATABASE_URL'] = `sqlite:${folder}/pitlane.db`
  const port = await randomFreePort()
  const simPort = await nextFreePort(port + 1, [port])
  return startStack({ env, port, simPort, logs: inVar('logs/e2e'), loginsFile: `${folder}/demo-logins.json` })
}
