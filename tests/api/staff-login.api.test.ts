import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity, ops } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { Staff } from '../../server/src/modules/identity/identity.entity'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { givenStaff, loginAsStaff, PASSWORD } from '../support/log-in'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const tryPassword = async (username: string, password: string) =>
  await t
    .call(identity.staffLogin, { body: { username, password } })
    .then(({ status, problem }) => (status === 200 ? 'in' : problem.code))

const failTimes = async (username: string, count: number) => {
  const codes: string[] = []
  for (let i = 0; i < count; i++) codes.push(await tryPassword(username, `wrong-${i}`))
  return codes
}

const auditOf = async (action: string) => t.world.app.db.read.find(AuditLog, { where: { action } })

describe('staff log-in', () => {
  it('takes the user name in any case, and audits who came in', async () => {
    const id = await givenStaff(t, 'Li.Jing')
    const staff = await loginAsStaff(t, ' LI.JING ')
    expect(staff.mustChangePassword).toBe(false)
    expect(await t.ok(identity.staffMe, {}, staff.accessToken)).toMatchObject({
      id,
      username: 'li.jing',
      name: '李前台',
    })
    expect(await auditOf('identity.login')).toMatchObject([{ subjectType: 'staff', subjectId: id }])
  })

  it('answers an unknown name like a wrong password, and never writes down what was typed', async () => {
    const id = await givenStaff(t, 'li.jing')
    const body = { username: 'li.jing', password: 'my-bank-pin-4711' }
    const wrong = await t.call(identity.staffLogin, { body })
    const unknown = await t.call(identity.staffLogin, {
      body: { username: 'nobody-4711', password: 'my-bank-pin-4711' },
    })
    expect({ ...unknown.problem, requestId: '' }).toEqual({ ...wrong.problem, requestId: '' })
    expect(wrong.problem).toMatchObject({ code: 'identity.credentials_wrong', status: 401 })
    const rows = await auditOf('identity.login_failed')
    expect(rows.map((row) => row.subjectId).sort()).toEqual([id, 'unknown'].sort())
    expect(JSON.stringify(rows)).not.toContain('4711')
  })

  it('a person who has left gets the same answer, also with the right password', async () => {
    const id = await givenStaff(t, 'li.jing')
    await t.world.app.db.tx((tx) => tx.update(Staff, { id }, { isActive: false }))
    expect(await tryPassword('li.jing', PASSWORD)).toBe('identity.credentials_wrong')
  })

  it('a person who leaves is out within 3 seconds everywhere, and at once where the notice arrives', async () => {
    const id = await givenStaff(t, 'li.jing')
    const { accessToken } = await loginAsStaff(t, 'li.jing')
    await t.ok(identity.staffMe, {}, accessToken)
    await t.world.app.db.tx((tx) => tx.update(Staff, { id }, { isActive: false }))
    t.clock.pass(3000)
    await t.refused(identity.staffMe, {}, accessToken, 'auth.expired')
    await t.world.app.db.tx((tx) => tx.update(Staff, { id }, { isActive: true }))
    await t.ok(identity.staffMe, {}, accessToken)
    await t.world.app.db.tx(async (tx) => {
      await tx.update(Staff, { id }, { isActive: false })
      tx.announce({ to: 'cache', cache: 'identity', key: id })
    })
    await t.refused(identity.staffMe, {}, accessToken, 'auth.expired')
  })

  it('locks for 15 minutes after ten wrong passwords in a row, also for the right one', async () => {
    await givenStaff(t, 'li.jing')
    expect(await failTimes('li.jing', 10)).toEqual(Array(10).fill('identity.credentials_wrong'))
    expect(await tryPassword('li.jing', 'wrong')).toBe('identity.locked')
    expect(await tryPassword('li.jing', PASSWORD)).toBe('identity.locked')
    t.clock.pass(15 * MINUTE_MS - 1)
    expect(await tryPassword('li.jing', PASSWORD)).toBe('identity.locked')
    t.clock.pass(1)
    expect(await tryPassword('li.jing', PASSWORD)).toBe('in')
  })

  it('a success starts the count again', async () => {
    await givenStaff(t, 'li.jing')
    await failTimes('li.jing', 8)
    expect(await tryPassword('li.jing', PASSWORD)).toBe('in')
    expect(await failTimes('li.jing', 9)).toEqual(Array(9).fill('identity.credentials_wrong'))
    expect(await tryPassword('li.jing', PASSWORD)).toBe('in')
  })

  it('guesses that run side by side get ten answers in all', async () => {
    await givenStaff(t, 'li.jing')
    const codes = await Promise.all(Array.from({ length: 18 }, (_, i) => tryPassword('li.jing', `wrong-${i}`)))
    expect(codes.filter((code) => code === 'identity.credentials_wrong')).toHaveLength(10)
    expect(codes.filter((code) => code === 'identity.locked')).toHaveLength(8)
  })

  it.each([
    ['no body', {}],
    ['a number for a name', { username: 1, password: 'x' }],
    ['a thousand characters', { username: 'x'.repeat(1000), password: 'x' }],
    ['a password of a megabyte in spirit', { username: 'x', password: 'x'.repeat(201) }],
    ['an object for a password', { username: 'x', password: { $gt: '' } }],
  ])('refuses %s', async (_, body) => {
    expect((await t.call(identity.staffLogin, { body: body as never })).problem.code).toBe('request.invalid')
  })

  it('takes SQL for what it is: a wrong name', async () => {
    await givenStaff(t, 'li.jing')
    expect(await tryPassword("li.jing' or '1'='1", "' or '1'='1")).toBe('identity.credentials_wrong')
    expect(await t.world.app.db.read.count(Staff, {})).toBe(1)
  })
})

describe('changing the password', () => {
  const change = (token: string, current: string, next: string) =>
    t.call(identity.changePassword, { body: { current, next } }, token)

  it('lets nothing else be done before a first password is replaced', async () => {
    const manager = { role: 'group_admin', scope: 'group', scopeId: '0'.repeat(26) } as const
    await givenStaff(t, 'new', { mustChangePassword: true, grants: [manager] })
    const staff = await loginAsStaff(t, 'new')
    expect(staff.mustChangePassword).toBe(true)
    await t.refused(ops.deadJobs, {}, staff.accessToken, 'auth.password_change_required')
    expect(await t.ok(identity.staffMe, {}, staff.accessToken)).toMatchObject({ mustChangePassword: true })
    expect((await change(staff.accessToken, PASSWORD, 'my-own-2027-secret')).status).toBe(200)
    await t.ok(ops.deadJobs, {}, staff.accessToken)
    expect(await tryPassword('new', PASSWORD)).toBe('identity.credentials_wrong')
    expect((await loginAsStaff(t, 'new', 'my-own-2027-secret')).mustChangePassword).toBe(false)
  })

  it('ends every other log-in of the person and keeps this one', async () => {
    const id = await givenStaff(t, 'li.jing')
    const [here, there] = [await loginAsStaff(t, 'li.jing'), await loginAsStaff(t, 'li.jing')]
    await t.ok(identity.staffMe, {}, there.accessToken)
    expect((await change(here.accessToken, PASSWORD, 'another-2027')).status).toBe(200)
    await t.refused(identity.staffMe, {}, there.accessToken, 'auth.expired')
    await t.refused(
      identity.refresh,
      { body: { refreshToken: there.refreshToken } },
      undefined,
      'identity.refresh_invalid',
    )
    await t.ok(identity.staffMe, {}, here.accessToken)
    await t.ok(identity.refresh, { body: { refreshToken: here.refreshToken } })
    expect(await auditOf('identity.change_password')).toMatchObject([
      { actorId: id, subjectId: id, stateAfter: { ended: 1 } },
    ])
  })

  it.each(['short-1', 'onlyletters', '12345678901', PASSWORD, 'li.jing.2026'])(
    'refuses %s as too weak',
    async (next) => {
      await givenStaff(t, 'li.jing.2026')
      const { accessToken } = await loginAsStaff(t, 'li.jing.2026')
      expect((await change(accessToken, PASSWORD, next)).problem).toMatchObject({
        code: 'identity.password_weak',
        status: 422,
      })
    },
  )

  it('a wrong current password counts towards the lock', async () => {
    await givenStaff(t, 'li.jing')
    const { accessToken } = await loginAsStaff(t, 'li.jing')
    await failTimes('li.jing', 9)
    expect((await change(accessToken, 'wrong', 'another-2027')).problem.code).toBe('identity.credentials_wrong')
    expect((await change(accessToken, PASSWORD, 'another-2027')).problem.code).toBe('identity.locked')
    expect(await tryPassword('li.jing', PASSWORD)).toBe('identity.locked')
  })

  it('of two changes at once one wins', async () => {
    await givenStaff(t, 'li.jing')
    const { accessToken } = await loginAsStaff(t, 'li.jing')
    const nexts = ['first-of-two-1', 'second-of-two-2']
    const answers = await Promise.all(nexts.map((next) => change(accessToken, PASSWORD, next)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401])
    const winner = nexts[answers.findIndex((answer) => answer.status === 200)] ?? ''
    expect(await tryPassword('li.jing', winner)).toBe('in')
  })
})
