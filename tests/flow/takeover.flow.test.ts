import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { SECOND_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../server/src/platform/app'
import { readConfig } from '../../server/src/platform/config'
import { runDueJobs } from '../../server/src/platform/jobs'
import { Job, OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, testEnv, type TestApp } from '../support/app'
import { freshDatabase } from '../support/databases'

const ROOT = path.resolve(__dirname, '../..')
const KINDS = ['test.inside', 'test.outside']

let t: TestApp
let worker: ChildProcess | undefined
let close: () => Promise<void>
let env: Record<string, string>

beforeEach(async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pitlane-takeover-'))
  const fresh = await freshDatabase(path.join(folder, 'pitlane.db'))
  env = testEnv(fresh.url)
  t = await startTestApp({ config: readConfig(env), databaseUrl: fresh.url, at: new Date().toISOString() })
  close = async () => {
    worker?.kill('SIGKILL')
    await t.stop()
    await fresh.drop()
    rmSync(folder, { recursive: true })
  }
})
afterEach(() => close())

/** Starts a worker that gets stuck, and waits until it has begun all that there is. */
async function startStuck() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/stuck-worker.ts'], {
    ...{ cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      if (KINDS.every((kind) => said.includes(kind))) resolve()
    })
  })
  return child
}

describe('what a killed worker held', () => {
  it('is taken over half a minute later, and what it had written in a transaction is gone', async () => {
    const done: string[] = []
    const handlers: JobHandler[] = [
      { kind: 'test.outside', run: () => Promise.resolve(void done.push('test.outside')) },
      {
        kind: 'test.inside',
        inTx: (_app, tx) => {
          tx.emit({ type: 'test.inside' })
          return Promise.resolve(void done.push('test.inside'))
        },
      },
    ]
    handlers.forEach((handler) => (t.world.app.handlers as Map<string, JobHandler>).set(handler.kind, handler))
    await t.world.app.db.tx((tx) => {
      for (const kind of KINDS) tx.enqueue({ kind, payload: {}, runAt: t.clock.now() })
      return Promise.resolve()
    })
    const stuck = await startStuck()
    worker = stuck
    const gone = new Promise((resolve) => stuck.once('exit', resolve))
    stuck.kill('SIGKILL')
    await gone
    const killedAt = Date.now()

    t.clock.set(new Date(killedAt).toISOString())
    expect(await runDueJobs(t.world.app)).toBe(0)
    t.clock.set(new Date(killedAt + 30 * SECOND_MS + 1).toISOString())
    expect(await runDueJobs(t.world.app)).toBe(2)
    expect(done.sort()).toEqual(KINDS)
    expect(await t.world.app.db.read.count(Job, {})).toBe(0)
    expect(await t.world.app.db.read.count(OutboxEvent, { type: 'test.inside' })).toBe(1)
  })
})
