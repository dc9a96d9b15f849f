// @ts-check
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startChild } from './children.mjs'
import { findProgram } from './debian.mjs'
import { randomFreePort } from './ports.mjs'
import { isRedis, untilReady } from './reach.mjs'
import { SetupError, tailOf } from './say.mjs'

/** @returns {string | undefined} */
export const findRedis = () => findProgram('redis-server', 'valkey-server')

/**
 * A private Redis that keeps nothing on disk and listens on 127.0.0.1 only.
 *
 * @param {string} folder absolute
 */
export async function startRedis(folder) {
  const program = findRedis()
  if (!program) throw new SetupError('redis-server 不存在')
  mkdirSync(folder, { recursive: true })
  const log = path.join(folder, 'redis.log')
  for (let attempt = 1; attempt <= 3; attempt++) {
    const port = await randomFreePort()
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
    const child = startChild({ command: program, args, cwd: folder, log })
    if ((await untilReady(child, () => isRedis(port), 20)) === 'ready') {
      return { url: `redis://127.0.0.1:${port}`, stop: () => child.stop('SIGKILL') }
    }
    await child.stop('SIGKILL')
  }
  throw new SetupError(`Redis 没有启动：\n${tailOf(log)}`)
}
