import { identity, type Call, type Endpoint, type View } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { exchange } from '../../lib/http'
import { createStore, useStore } from '../../lib/store'
import { tokenKeeper } from '../../lib/token-keeper'

type Tokens = identity.Tokens
export type StaffProfile = identity.StaffProfile

interface Session {
  readonly tokens: Tokens
  readonly profile: StaffProfile
}

/** Apart from the owner's, so that a technician's own car and work live on one phone. */
const KEY = 'pitlane.staff'

function stored(): Session | null {
  const kept: Session | '' = Taro.getStorageSync(KEY)
  return kept || null
}

const profileStore = createStore<StaffProfile | null>(stored()?.profile ?? null)

function keep(session: Session): void {
  Taro.setStorageSync(KEY, session)
  profileStore.set(session.profile)
}

/** Forgets the log-in on this phone. What waits to be sent stays. */
export function forgetStaff(): void {
  Taro.removeStorageSync(KEY)
  profileStore.set(null)
}

/** Who of the staff is logged in, or null. */
export const useStaff = (): StaffProfile | null => useStore(profileStore)
export const currentStaff = (): StaffProfile | null => profileStore.get()
export const onStaffChange = profileStore.subscribe

const { accessToken, refreshedToken, withToken } = tokenKeeper({
  name: 'pitlane.staff-refresh',
  stored: () => stored()?.tokens,
  replace: ({ accessToken, accessExpiresAt, refreshToken }) => {
    const session = stored()
    if (session) keep({ ...session, tokens: { accessToken, accessExpiresAt, refreshToken } })
  },
  forget: forgetStaff,
})
export { accessToken as staffToken, withToken as withStaffToken }

/** A token newer than the one that is kept, where there is one. */
export async function renewStaffToken(): Promise<void> {
  const stale = stored()?.tokens.accessToken
  if (stale) await refreshedToken(stale)
}

/**
 * Calls one endpoint in the name of the member of staff who is logged in.
 * @throws {ApiError} with the problem as the server worded it, or `client.offline`.
 */
export const staffApi = <E extends Endpoint>(endpoint: E, call: Call<E>): Promise<View<E>> =>
  withToken((token) => exchange(endpoint, call, token))

/** A first password has to be changed at the console before anything else. */
export class MustChangePassword extends Error {}

/**
 * @throws {ApiError} when the words are wrong or the account is locked.
 * @throws {MustChangePassword}
 */
export async function loginStaff(username: string, password: string): Promise<void> {
  const answer = await exchange(identity.staffLogin, { body: { username, password } })
  if (answer.mustChangePassword) throw new MustChangePassword()
  const { accessToken, accessExpiresAt, refreshToken } = answer
  const profile = await exchange(identity.staffMe, {}, accessToken)
  keep({ tokens: { accessToken, accessExpiresAt, refreshToken }, profile })
}

/** Ends the log-in here and on the server; without a network only here. */
export async function logoutStaff(): Promise<void> {
  await staffApi(identity.logout, {}).catch(() => undefined)
  forgetStaff()
}
