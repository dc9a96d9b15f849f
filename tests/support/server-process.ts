import { spawn } from 'node:child_process'
import path from 'node:path'
import { freePort } from './free-port'

/** A server as a process of its own, to be killed. */
export interface ServerProcess {
  readonly url: string
  /** SIGKILL: nothing is flushed, nothing is said goodbye to. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const ROOT = path.resolve(__dirname, '../..')

/** Starts the server from its sources and waits until it is ready. */
export async function startServerProcess(env: Record<string, string>, roles: string): Promise<ServerProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts', `--roles=${roles}`], {
    cwd: ROOT,
    env: { ...process.env, ...env, NODE_ENV: 'development', PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = (signal: NodeJS.Signals) => () => {
    child.kill(signal)
    return gone
  }
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    if (
      await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return { url, kill: end('SIGKILL'), stop: end('SIGTERM') }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error('the server did not come up')
}
