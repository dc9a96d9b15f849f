import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import os from 'node:os'
import { Redis } from 'ioredis'
import { freePort } from './free-port'

/** A Redis of one test alone, to be killed. */
export interface RedisProcess {
  readonly url: string
  /** SIGKILL: connections break, and everything it knew is gone. */
  kill(): Promise<void>
  /** Starts again, empty, at the same address. */
  startAgain(): Promise<void>
  /** SIGSTOP: connections stay, and nobody answers. */
  hang(): void
  goOn(): void
  /** Ends the connections of one sort and lets the others be. */
  dropConnections(type: 'normal' | 'pubsub'): Promise<void>
}

function findProgram(): string {
  for (const name of ['redis-server', 'valkey-server']) {
    try {
      execFileSync(name, ['--version'])
      return name
    } catch {
      // The next one may be there.
    }
  }
  throw new Error('this test needs redis-server or valkey-server on the PATH: it kills the one it starts')
}

/** Asks over a connection that is made for one question. */
async function ask<T>(port: number, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => null, lazyConnect: true })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return await question(redis)
  } finally {
    if (redis.status !== 'end') redis.disconnect()
  }
}

async function untilUp(port: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (
      await ask(port, (redis) => redis.ping()).then(
        () => true,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('redis did not come up')
}

export async function startRedisProcess(): Promise<RedisProcess> {
  const program = findProgram()
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    child = spawn(program, args, { stdio: 'ignore', cwd: os.tmpdir() })
    await untilUp(port)
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    startAgain: start,
    async kill() {
      const dying = child
      child = undefined
      if (!dying) return
      const gone = new Promise<void>((resolve) => dying.once('exit', () => resolve()))
      dying.kill('SIGKILL')
      await gone
    },
    hang: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async dropConnections(type) {
      await ask(port, (redis) => redis.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes'))
    },
  }
}
