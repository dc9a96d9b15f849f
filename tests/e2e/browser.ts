import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'

const env = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`npm run e2e provides ${name}`)
  return value
}

export const ownerUrl = env('E2E_BASE_URL')
export const consoleUrl = env('E2E_CONSOLE_URL')
export const logins = JSON.parse(env('E2E_LOGINS')) as { title: string; username: string; password: string }[]

/** What no log and no bundle may hold, by name. */
export const secrets = JSON.parse(env('E2E_SECRETS')) as Record<string, string>
export const logFile = env('E2E_LOG')

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: env('E2E_CHROMIUM'),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

export interface Screen {
  readonly page: Page
  /** Complaints of the page: errors on its console, exceptions, failed requests of ours. */
  readonly complaints: string[]
  shot(name: string): Promise<void>
}

/** Runs in the page before anything else: its clock is that of the server. Timers run as ever. */
function shiftDate(shift: number): void {
  const Real = Date
  const now = () => Real.now() + shift
  globalThis.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, args: readonly number[]) => new target(...((args.length > 0 ? args : [now()]) as [number])),
    get: (target, name: keyof DateConstructor) => (name === 'now' ? now : target[name]),
  })
}

async function open(browser: Browser, options: Parameters<Browser['newContext']>[0]): Promise<Screen> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  })
  await context.addInitScript(shiftDate, Number(env('E2E_CLOCK_SHIFT_MS')))
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (e) => complaints.push(String(e)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return {
    page,
    complaints,
    shot: async (name) => {
      await page.screenshot({ path: path.join(env('E2E_SHOTS'), `${name}.png`) })
    },
  }
}

export const openPhone = (browser: Browser) =>
  open(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true })

export const openDesk = (browser: Browser) => open(browser, { viewport: { width: 1440, height: 900 } })

/** The page of the owner app that is on top: those left behind stay in the document. */
export const top = (page: Page): Locator => page.locator('.taro_page:visible').last()

const smsCodes = () => [...readFileSync(logFile, 'utf8').matchAll(/登录验证码 (\d{6})/g)]

/** How many log-in codes have gone out so far. */
export const countSmsCodes = (): number => smsCodes().length

/** The last log-in code that went out by SMS after so many others, from the server's log, where development writes it. */
export async function lastSmsCode(others = 0): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const code = smsCodes().slice(others).at(-1)?.[1]
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no SMS code in the log')
}
