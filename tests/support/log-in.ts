import { scryptSync } from 'node:crypto'
import { identity, privacy, type View } from '@pitlane/contract'
import { registerStaff, type NewStaff } from '../../server/src/modules/identity'
import type { TestApp } from './app'

/** What every caller who read the guide sends. */
export const consentVersion = privacy.PRIVACY_VERSION

/** An owner who is logged in. */
export interface LoggedInOwner {
  readonly id: string
  readonly token: string
  readonly refreshToken: string
}

const ownerOf = (answer: View<typeof identity.loginByWechat>): LoggedInOwner => ({
  ...{ id: answer.profile.id, token: answer.accessToken, refreshToken: answer.refreshToken },
})

let codes = 0

/** Logs the WeChat user of this name in, each time with a code of its own. */
export const loginByWechat = async (t: TestApp, name: string): Promise<LoggedInOwner> =>
  ownerOf(await t.ok(identity.loginByWechat, { body: { code: `user:${name}#${++codes}`, consentVersion } }))

/** Asks for a code and logs in with it. */
export async function loginBySms(t: TestApp, phone: string): Promise<LoggedInOwner> {
  await t.ok(identity.sendSmsCode, { body: { phone, consentVersion } })
  return ownerOf(
    await t.ok(identity.loginBySms, { body: { phone, code: t.sms.lastCode(phone) ?? '', consentVersion } }),
  )
}

/** Binds the phone that WeChat vouches for. */
export const bindPhone = async (t: TestApp, owner: LoggedInOwner, phone: string): Promise<LoggedInOwner> =>
  ownerOf(await t.ok(identity.bindPhoneByWechat, { body: { code: `phone:${phone}#${++codes}` } }, owner.token))

/** The password of every member of staff of the tests. */
export const PASSWORD = 'workshop-2026'

/** A real hash with cheap parameters, which it carries along: the tests log in often on a busy machine. */
const passwordHash = [
  'scrypt',
  10,
  8,
  1,
  'A'.repeat(22),
  scryptSync(PASSWORD, Buffer.alloc(16), 32, { N: 1024 }).toString('base64url'),
].join('$')

/** A member of staff; each test names its own. */
export const givenStaff = (t: TestApp, username: string, over: Partial<NewStaff> = {}): Promise<string> =>
  t.world.app.db.tx((tx) =>
    registerStaff(
      tx,
      t.clock.now(),
      { kind: 'system', name: 'tests' },
      {
        ...{ groupId: '0'.repeat(26), username, name: '李前台', passwordHash, mustChangePassword: false },
        ...{ grants: [{ role: 'reception', scope: 'store', scopeId: '1'.repeat(26) }], ...over },
      },
    ),
  )

export const loginAsStaff = (t: TestApp, username: string, password = PASSWORD) =>
  t.ok(identity.staffLogin, { body: { username, password } })
