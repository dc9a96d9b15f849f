import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { board, identity, privacy, vehicle } from '@pitlane/contract'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import { Consent, RefreshToken, Session } from '../../server/src/modules/identity/identity.entity'
import { privacyTextHash } from '../../server/src/modules/identity/consent.service'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { consentVersion, givenStaff, loginAsStaff, loginByWechat } from '../support/log-in'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

const refresh = (refreshToken: string) => t.call(identity.refresh, { body: { refreshToken } })
const read = () => t.world.app.db.read

describe('a refresh token', () => {
  it('gives new tokens that work, and keeps only hashes', async () => {
    const owner = await loginByWechat(t, 'refresh')
    const { body: tokens } = await refresh(owner.refreshToken)
    expect(tokens.refreshToken).not.toBe(owner.refreshToken)
    expect(await t.ok(identity.me, {}, tokens.accessToken)).toMatchObject({ id: owner.id })
    const stored = JSON.stringify(await read().find(RefreshToken))
    expect(stored).not.toContain(tokens.refreshToken)
    expect(stored).not.toContain(owner.refreshToken)
  })

  it('used twice at once gives two good answers: a lost answer or a second tab logs nobody out', async () => {
    const owner = await loginByWechat(t, 'two tabs')
    const answers = await Promise.all([
      refresh(owner.refreshToken),
      refresh(owner.refreshToken),
      refresh(owner.refreshToken),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(new Set(answers.map((answer) => answer.body.refreshToken)).size).toBe(3)
    const again = await Promise.all(answers.map((answer) => refresh(answer.body.refreshToken)))
    expect(again.map((answer) => answer.status)).toEqual([200, 200, 200])
  })

  it('used again 10 seconds later still helps, after 11 seconds it ends the whole log-in', async () => {
    const owner = await loginByWechat(t, 'stolen')
    const first = await refresh(owner.refreshToken)
    t.clock.pass(10_000)
    const late = await refresh(owner.refreshToken)
    expect(late.status).toBe(200)
    t.clock.pass(1000)
    await t.refused(
      identity.refresh,
      { body: { refreshToken: owner.refreshToken } },
      undefined,
      'identity.refresh_invalid',
    )
    for (const { body } of [first, late]) {
      await t.refused(
        identity.refresh,
        { body: { refreshToken: body.refreshToken } },
        undefined,
        'identity.refresh_invalid',
      )
      await t.refused(identity.me, {}, body.accessToken, 'auth.expired')
    }
    const [row] = await read().find(AuditLog, { where: { action: 'identity.token_reused' } })
    expect(row?.stateAfter).toEqual({ subjectKind: 'customer', subjectId: owner.id })
  })

  it('of an owner lasts 30 days without use, of staff 12 hours', async () => {
    const owner = await loginByWechat(t, 'idle')
    await givenStaff(t, 'idle.staff')
    const staff = await loginAsStaff(t, 'idle.staff')
    t.clock.pass(12 * HOUR_MS - 1)
    const kept = await refresh(staff.refreshToken)
    expect(kept.status).toBe(200)
    t.clock.pass(12 * HOUR_MS)
    expect((await refresh(kept.body.refreshToken)).problem.code).toBe('identity.refresh_invalid')
    t.clock.pass(29 * DAY_MS)
    expect((await refresh(owner.refreshToken)).status).toBe(200)
    const unused = await loginByWechat(t, 'idle')
    t.clock.pass(30 * DAY_MS)
    expect((await refresh(unused.refreshToken)).problem.code).toBe('identity.refresh_invalid')
  })

  it.each(['x', 'a'.repeat(200), "' or 1=1 --", '😀'])(
    'that is %j is refused, and nothing is written',
    async (refreshToken) => {
      const before = await read().count(RefreshToken, {})
      expect((await refresh(refreshToken)).problem.code).toBe('identity.refresh_invalid')
      expect(await read().count(RefreshToken, {})).toBe(before)
    },
  )
})

describe('an access token', () => {
  it('lives for ten minutes', async () => {
    const owner = await loginByWechat(t, 'ten minutes')
    t.clock.pass(10 * MINUTE_MS - 1000)
    expect((await t.call(identity.me, {}, owner.token)).status).toBe(200)
    t.clock.pass(2000)
    await t.refused(identity.me, {}, owner.token, 'auth.expired')
  })

  it('stops at once when the owner logs out, here; other devices go on', async () => {
    const phone = await loginByWechat(t, 'two devices')
    const tablet = await loginByWechat(t, 'two devices')
    await t.ok(identity.me, {}, phone.token)
    await t.ok(identity.logout, {}, phone.token)
    await t.refused(identity.me, {}, phone.token, 'auth.expired')
    expect((await refresh(phone.refreshToken)).problem.code).toBe('identity.refresh_invalid')
    await t.refused(identity.logout, {}, phone.token, 'auth.expired')
    expect((await t.call(identity.me, {}, tablet.token)).status).toBe(200)
  })

  it('stops on every device when the owner logs out everywhere, and others are not touched', async () => {
    const devices = [await loginByWechat(t, 'everywhere'), await loginByWechat(t, 'everywhere')]
    const stranger = await loginByWechat(t, 'a stranger')
    await Promise.all(devices.map((device) => t.ok(identity.me, {}, device.token)))
    expect(await t.ok(identity.logoutEverywhere, {}, devices[1]?.token)).toEqual({ ended: 2 })
    for (const device of devices) {
      await t.refused(identity.me, {}, device.token, 'auth.expired')
      expect((await refresh(device.refreshToken)).problem.code).toBe('identity.refresh_invalid')
    }
    expect((await t.call(identity.me, {}, stranger.token)).status).toBe(200)
    const [row] = await read().find(AuditLog, { where: { action: 'identity.logout_everywhere' } })
    expect(row).toMatchObject({ actorKind: 'customer', subjectId: devices[0]?.id, stateAfter: { ended: 2 } })
  })

  it('of staff opens no door of owners, and the reverse', async () => {
    await givenStaff(t, 'doors')
    const staff = (await loginAsStaff(t, 'doors')).accessToken
    const owner = (await loginByWechat(t, 'doors')).token
    await t.refused(identity.me, {}, staff, 'auth.forbidden')
    await t.refused(vehicle.list, {}, staff, 'auth.forbidden')
    await t.refused(identity.staffMe, {}, owner, 'auth.forbidden')
    const day = { params: { storeId: '1'.repeat(26) }, query: { day: '2026-11-23' } }
    await t.refused(board.board, day, owner, 'auth.forbidden')
    await t.refused(identity.changePassword, { body: { current: 'x', next: 'y' } }, owner, 'auth.forbidden')
  })

  it.each([
    ['none', undefined, 'auth.required'],
    ['an invented one', 'abc.def.ghi', 'auth.expired'],
    ['one with other characters', '令牌', 'auth.required'],
  ] as const)('%s is refused', async (_, token, code) => {
    const answer = token === '令牌' ? await t.call(identity.me, {}) : await t.call(identity.me, {}, token)
    expect(answer.problem).toMatchObject({ code, status: 401 })
  })

  it('signed by somebody else, or for an unknown log-in, is refused', async () => {
    const owner = await loginByWechat(t, 'forged')
    const [, payload] = owner.token.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    await t.refused(identity.me, {}, unsigned, 'auth.expired')
    const other = await t.world.app.tokens.issue({ kind: 'customer', id: owner.id, sessionId: '7'.repeat(26) })
    await t.refused(identity.me, {}, other.accessToken, 'auth.expired')
    const [mine] = await read().find(Session, { where: { subjectId: owner.id } })
    const swapped = await t.world.app.tokens.issue({ kind: 'customer', id: '7'.repeat(26), sessionId: mine?.id ?? '' })
    await t.ok(identity.me, {}, owner.token)
    await t.refused(identity.me, {}, swapped.accessToken, 'auth.expired')
    const promoted = await t.world.app.tokens.issue({ kind: 'staff', id: owner.id, sessionId: mine?.id ?? '' })
    await t.refused(identity.staffMe, {}, promoted.accessToken, 'auth.expired')
  })
})

describe('consent', () => {
  it('is asked for before anything is taken, and written down once with version, text, time and evidence', async () => {
    const before = await read().count(Consent, {})
    const body = { code: 'user:consenting', consentVersion: '2020-01-01' }
    await t.refused(identity.loginByWechat, { body }, undefined, 'identity.consent_required')
    await t.refused(
      identity.sendSmsCode,
      { body: { phone: '13800138000', consentVersion: '' } },
      undefined,
      'identity.consent_required',
    )
    expect(await read().count(Consent, {})).toBe(before)
    const owner = await loginByWechat(t, 'consenting')
    await loginByWechat(t, 'consenting')
    const rows = await read().find(Consent, { where: { subjectId: owner.id } })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      ...{ subjectType: 'customer', purpose: 'SERVICE', version: consentVersion, textHash: privacyTextHash },
      ...{ channel: 'weapp', state: 'GRANTED', at: t.clock.now() },
    })
    expect(rows[0]?.evidence.address).toMatch(/127\.0\.0\.1/)
  })

  it('refers to the guide that everybody can read', async () => {
    const guide = await t.ok(privacy.policy, {})
    expect(guide.version).toBe(consentVersion)
    expect(guide.sections.map((section) => section.title)).toContain('您的权利')
  })
})
