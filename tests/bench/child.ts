import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'

/** A free port below the range that outgoing connections use. */
async function freePort(): Promise<number> {
  for (let port = 21_000; port < 32_000; port += 7) {
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (isFree) return port
  }
  throw new Error('no free port')
}

/** Secrets of one bench run. */
export const secrets = {
  PITLANE_TOKEN_SECRET: randomBytes(32).toString('hex'),
  PITLANE_DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  PITLANE_INDEX_KEY: randomBytes(32).toString('base64'),
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: 'secret-of-the-bench',
  PITLANE_METRICS_TOKEN: 'metrics-token-of-the-bench',
}

export interface Child {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** Starts a server as a process of its own and waits until it answers. */
export async function startChild(args: readonly string[], env: Record<string, string>, ready: string): Promise<Child> {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...secrets, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
    const isUp = await fetch(url + ready).then(
      (r) => r.ok,
      () => false,
    )
    if (isUp) return { url, process: child, stop: () => stop(child) }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${args.join(' ')} did not come up`)
}

const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Our server, as it runs in production: the built bundle. */
export const startServer = (databaseUrl: string, roles: string, more: Record<string, string> = {}) =>
  startChild(
    ['server/dist/main.js', `--roles=${roles}`],
    { DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', NODE_ENV: 'development', ...more },
    '/readyz',
  )

/** Seconds of CPU and bytes of memory a server has used so far, by its own metrics. */
export async function usageOf(url: string): Promise<{ cpuSeconds: number; residentBytes: number }> {
  const headers = { authorization: `Bearer ${secrets.PITLANE_METRICS_TOKEN}` }
  const text = await (await fetch(`${url}/metrics`, { headers })).text()
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
  return { cpuSeconds: read('process_cpu_seconds_total'), residentBytes: read('process_resident_memory_bytes') }
}
