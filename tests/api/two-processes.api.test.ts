import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { isMysql } from '../support/databases'
import { loginByWechat } from '../support/log-in'

let folder: string
let here: TestApp
let there: TestApp
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pitlane-two-'))
  here = await startTestApp(isMysql ? {} : { databaseUrl: `sqlite:${path.join(folder, 'test.db')}` })
  // Without Redis no notice reaches the other process: only the short life of what it keeps helps.
  const config = { ...here.world.app.config, REDIS_URL: undefined }
  there = await startTestApp({ databaseUrl: config.DATABASE_URL, config })
})
afterEach(async () => {
  await there.stop()
  await here.stop()
  rmSync(folder, { recursive: true })
})

describe('a log-in in two processes on one database', () => {
  it('that ends in one ends in the other within 3 seconds, without any notice', async () => {
    const owner = await loginByWechat(here, 'wang')
    expect((await there.call(identity.me, {}, owner.token)).status).toBe(200)
    await here.ok(identity.logout, {}, owner.token)
    there.clock.pass(3000)
    await there.refused(identity.me, {}, owner.token, 'auth.expired')
    expect((await there.call(identity.refresh, { body: { refreshToken: owner.refreshToken } })).problem.code).toBe(
      'identity.refresh_invalid',
    )
  })

  it('is looked up again after notices may have been missed', async () => {
    const owner = await loginByWechat(here, 'wang')
    await there.ok(identity.me, {}, owner.token)
    await here.ok(identity.logoutEverywhere, {}, owner.token)
    const { modules } = await import('../../server/src/modules')
    modules.forEach((module) => module.onNotice?.(there.world.app, undefined))
    await there.refused(identity.me, {}, owner.token, 'auth.expired')
  })

  it('of a new owner in both at once makes one customer', async () => {
    const owners = await Promise.all([1, 2, 3, 4, 5, 6].map((i) => loginByWechat(i % 2 ? here : there, 'wang')))
    expect(new Set(owners.map((owner) => owner.id)).size).toBe(1)
  })
})
