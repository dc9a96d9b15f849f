import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, describe, expect, it } from '@jest/globals'
import { identity, vehicle } from '@pitlane/contract'
import pino from 'pino'
import { Customer, WechatLink } from '../../server/src/modules/customer/customer.entity'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import type { Config } from '../../server/src/platform/config'
import { dialectOf } from '../../server/src/platform/connection'
import { runDueJobs } from '../../server/src/platform/jobs'
import { migrate } from '../../server/src/platform/migrate'
import { openWorld } from '../../server/src/world'
import { callerOf, startTestApp, type TestApp, testConfig } from '../support/app'
import { isMysql } from '../support/databases'
import { TestClock } from '../support/clock'
import { bindPhone, consentVersion, givenStaff, loginBySms, loginByWechat } from '../support/log-in'
import { TestFiles, TestSms, TestWechat } from '../support/ports'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const opened = (t: TestApp): TestApp => {
  closing.push(() => t.stop())
  return t
}

const PHONE = '13800138000'
const secrets = [
  PHONE,
  '13900139000',
  '欧阳娜娜',
  '沪A86420',
  '86420',
  'LSVTEST20R2900001',
  'openid-ouyang',
  'workshop-2026',
]
const car = {
  plate: '沪A86420',
  vin: 'LSVTEST20R2900001',
  brand: '大众',
  model: '帕萨特',
  fuel: 'ice' as const,
  mileageKm: 1,
}

/** An owner's first days: everything that takes personal data, right and wrong. */
async function live(t: TestApp): Promise<void> {
  const owner = await loginByWechat(t, 'ouyang')
  await t.ok(identity.rename, { body: { name: '欧阳娜娜' } }, owner.token)
  const { id } = await t.ok(vehicle.add, { body: car }, owner.token)
  await t.ok(vehicle.edit, { params: { vehicleId: id }, body: { ...car, version: 1 } }, owner.token)
  await t.call(vehicle.add, { body: car }, owner.token)
  await t.call(vehicle.add, { body: { ...car, plate: '沪A86420沪A86420' } }, owner.token)
  await loginBySms(t, PHONE)
  await bindPhone(t, owner, '13900139000')
  await t.call(identity.loginBySms, { body: { phone: '13900139000', code: '000000', consentVersion } })
  t.wechat.isDown = true
  await t.call(identity.loginByWechat, { body: { code: 'user:ouyang#down', consentVersion } })
  t.wechat.isDown = false
  t.sms.isDown = true
  await t.call(identity.sendSmsCode, { body: { phone: '13900139000', consentVersion } })
  t.sms.isDown = false
  await bindPhone(t, await loginByWechat(t, 'ouyang'), PHONE)
  await givenStaff(t, 'li.jing')
  await t.call(identity.staffLogin, { body: { username: 'li.jing', password: 'workshop-2026' } })
  await t.call(identity.staffLogin, { body: { username: 'workshop-2026', password: 'workshop-2026' } })
  await t.settle()
}

const found = (text: string) => secrets.filter((secret) => text.includes(secret))

describe('personal data at rest', () => {
  it('is in no column of any table in the clear', async () => {
    const t = opened(await startTestApp())
    await live(t)
    const tables = t.world.source.entityMetadatas.map((meta) => meta.tableName)
    for (const table of tables) {
      const rows = await t.world.app.db.read.rows(`select * from ${table}`)
      expect({ table, found: found(JSON.stringify(rows)) }).toEqual({ table, found: [] })
    }
    expect(tables).toEqual(
      expect.arrayContaining(['customer', 'vehicle', 'wechat_link', 'audit_log', 'job', 'session', 'sms_code']),
    )
    const [row] = await t.world.app.db.read.find(Vehicle)
    expect(row?.plateSealed).toMatch(/^v1\.k1\./)
  })
})

describe('the log', () => {
  it('holds no personal data, whatever happens', async () => {
    const base = opened(await startTestApp())
    const lines: string[] = []
    const stream = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) })
    const config = testConfig(base.world.app.config.DATABASE_URL)
    const clock = new TestClock(new Date('2026-11-23T01:00:00.000Z'))
    const ports = { wechat: new TestWechat(), sms: new TestSms(), files: new TestFiles() }
    const world = await openWorld({ config, log: pino({ level: 'trace' }, stream), clock, ports: () => ports })
    await migrate(world.source, dialectOf(config.DATABASE_URL), path.resolve(__dirname, '../../sql'), clock.now())
    const url = `http://127.0.0.1:${await world.listen(0)}`
    const settle = async () => {
      while ((await runDueJobs(world.app)) > 0);
    }
    const t: TestApp = { world, clock, url, ...ports, ...callerOf(url), settle, stop: () => world.close() }
    closing.push(() => world.close())
    await live(t)
    await world.source.query('drop table vehicle_hold')
    await t.call(vehicle.list, {}, 'x'.repeat(40))
    const owner = await loginByWechat(t, 'ouyang')
    const [mine] = await t.ok(vehicle.list, {}, owner.token)
    await world.source.query('drop table audit_log')
    const broken = await t.call(vehicle.remove, { params: { vehicleId: mine?.id ?? '' } }, owner.token)
    expect(broken.problem.code).toBe('server.unexpected')
    const text = lines.join('')
    expect(text).toContain('WeChat refused or failed')
    expect(text).toContain('an SMS was not sent')
    expect(text).toContain('a request failed')
    expect(found(text)).toEqual([])
  })
})

describe('rotating the data key', () => {
  /** Two servers on one database, as in a rolling restart. */
  async function onOneDatabase(): Promise<{ databaseUrl?: string }> {
    if (isMysql) return {}
    const folder = mkdtempSync(path.join(tmpdir(), 'pitlane-rotation-'))
    closing.push(() => rmSync(folder, { recursive: true }))
    return { databaseUrl: `sqlite:${path.join(folder, 'test.db')}` }
  }

  const reseal = async (t: TestApp) => {
    for (const kind of ['vehicle.reseal', 'customer.reseal']) {
      const handler = t.world.app.handlers.get(kind)
      if (!handler || !('run' in handler)) throw new Error(`nobody handles ${kind}`)
      await handler.run(t.world.app, {})
    }
  }

  const keysInUse = async (t: TestApp) => {
    const { read } = t.world.app.db
    const rows = [...(await read.find(Customer)), ...(await read.find(WechatLink)), ...(await read.find(Vehicle))]
    const sealed = rows.flatMap((row) =>
      Object.entries(row).filter(([name, value]) => name.endsWith('Sealed') && value !== null),
    )
    return { count: sealed.length, keys: [...new Set(sealed.map(([, value]) => String(value).split('.')[1]))].sort() }
  }

  it('seals everything anew, after which the old key is not needed; and nobody notices', async () => {
    const before = opened(await startTestApp(await onOneDatabase()))
    await live(before)
    const { count } = await keysInUse(before)
    const old = before.world.app.config
    const next = { id: 'k2', secret: randomBytes(32) }
    const restart = async (config: Config) => opened(await startTestApp({ databaseUrl: config.DATABASE_URL, config }))

    const both = await restart({ ...old, PITLANE_DATA_KEYS: [next, ...old.PITLANE_DATA_KEYS] })
    const owner = await loginByWechat(both, 'ouyang')
    await both.ok(vehicle.add, { body: { ...car, plate: '沪B97531', vin: null } }, owner.token)
    expect((await keysInUse(both)).keys).toEqual(['k1', 'k2'])
    await reseal(both)
    await reseal(both)
    expect(await keysInUse(both)).toEqual({ count: count + 1, keys: ['k2'] })

    const after = await restart({ ...old, PITLANE_DATA_KEYS: [next] })
    const again = await loginByWechat(after, 'ouyang')
    expect(again.id).toBe(owner.id)
    expect(await after.ok(identity.me, {}, again.token)).toMatchObject({ name: '欧阳娜娜', maskedPhone: '138****8000' })
    expect((await after.ok(vehicle.list, {}, again.token)).map((one) => one.plate)).toEqual(['沪A86420', '沪B97531'])
  })

  it('leaves alone what no key opens, goes on with the rest, and says so', async () => {
    const before = opened(await startTestApp(await onOneDatabase()))
    await live(before)
    const [broken] = await before.world.app.db.read.find(Customer)
    await before.world.app.db.tx((tx) => tx.update(Customer, { id: broken?.id ?? '' }, { nameSealed: 'v1.k0.AAAA' }))
    const old = before.world.app.config
    const config = { ...old, PITLANE_DATA_KEYS: [{ id: 'k2', secret: randomBytes(32) }, ...old.PITLANE_DATA_KEYS] }
    const both = opened(await startTestApp({ databaseUrl: old.DATABASE_URL, config }))
    await expect(reseal(both)).rejects.toThrow('1 sealed values of customer cannot be opened by any key')
    expect((await keysInUse(both)).keys).toEqual(['k0', 'k2'])
  })
})
