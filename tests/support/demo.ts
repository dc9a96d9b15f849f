import { identity } from '@pitlane/contract'
import { seedDemo, type DemoLogins } from '../../server/src/seed/seed-demo'
import { startTestApp, type TestApp } from './app'
import { loginBySms } from './log-in'

/** A server with the demonstration as it was seeded at one moment. */
export interface Demo {
  readonly app: TestApp
  readonly logins: DemoLogins
  readonly at: Date
  /** The access token of a member of staff, who logs in with the printed password, once: from one address twenty do per minute. */
  staff(username: string): Promise<string>
  /** The access token of the owner whose note begins with this name, who logs in with a code by SMS, once. */
  owner(name: string): Promise<string>
}

/** What a file says of the demonstration of one moment; the demonstration is there once the tests run. */
export type DemoSuite = (demo: () => Demo) => void

/** Seeding on a busy machine takes its time. */
export const SEEDING_MS = 300_000

export async function openDemo(at: string): Promise<Demo> {
  const app = await startTestApp({ at })
  const logins = await seedDemo(app.world.app, app.clock.now())
  const passwords = new Map(logins.logins.map(({ username, password }) => [username, password]))
  return {
    ...{ app, logins, at: new Date(at) },
    staff: once(async (username) => {
      const body = { username, password: passwords.get(username) ?? '' }
      return (await app.ok(identity.staffLogin, { body })).accessToken
    }),
    owner: once(async (name) => {
      const phone = logins.owners.find(({ note }) => note.startsWith(name))?.phone ?? ''
      return (await loginBySms(app, phone)).token
    }),
  }
}

/** Asks once for each name. */
function once(ask: (name: string) => Promise<string>): (name: string) => Promise<string> {
  const answers = new Map<string, Promise<string>>()
  return (name) => {
    const answer = answers.get(name) ?? ask(name)
    answers.set(name, answer)
    return answer
  }
}
