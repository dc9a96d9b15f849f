import { expect, test } from '@jest/globals'
import { identity } from '@pitlane/contract'
import type { DemoSuite } from '../../support/demo'

/** Needs a server that has let nobody in yet. */
export const saysOfLogIns: DemoSuite = (demo) => {
  test('lets every member of staff in, and asks only the new one for a new password', async () => {
    expect(demo().logins.logins[0]).toEqual({
      title: '前台 · 浦东旗舰店',
      username: 'qiantai',
      password: 'Pitlane2026qt',
    })
    const asked: string[] = []
    // From one address twenty log in per minute. Technicians after the second one have the same password.
    const people = demo().logins.logins.filter(({ username }) => !/^jishi([3-9]|1\d)$/.test(username))
    for (const { username, password } of people) {
      const { mustChangePassword } = await demo().app.ok(identity.staffLogin, { body: { username, password } })
      if (mustChangePassword) asked.push(username)
    }
    expect(asked).toEqual(['xinren'])
  })
}
