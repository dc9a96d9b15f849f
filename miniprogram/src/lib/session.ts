import type { identity } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { routes } from './routes'
import { createStore, useStore } from './store'

type Tokens = identity.Tokens
type Profile = identity.CustomerProfile

/** A log-in as it is kept on the device. */
export interface Session {
  readonly tokens: Tokens
  readonly profile: Profile
}

/** The owner left the log-in page without logging in. Not a failure: stay where you are. */
export class LoginDismissed extends Error {
  constructor() {
    super('login dismissed')
    this.name = 'LoginDismissed'
  }
}

const KEY = 'pitlane.session'

/** The log-in on the device. Read afresh: on H5 another tab may have refreshed it. */
export function storedSession(): Session | null {
  const kept: Session | '' = Taro.getStorageSync(KEY)
  return kept || null
}

const profileStore = createStore<Profile | null>(storedSession()?.profile ?? null)

function keep(session: Session): void {
  Taro.setStorageSync(KEY, session)
  profileStore.set(session.profile)
}

interface Waiting {
  readonly needsPhone: boolean
  readonly promise: Promise<Profile>
  readonly resolve: (profile: Profile) => void
  readonly reject: (reason: LoginDismissed) => void
}
let waiting: Waiting | undefined

/** True when nothing more is needed to go on. */
const satisfies = (profile: Profile, needsPhone: boolean) => !needsPhone || profile.maskedPhone !== null

function startWaiting(needsPhone: boolean): Waiting {
  let resolve: Waiting['resolve'] = () => undefined
  let reject: Waiting['reject'] = () => undefined
  const promise = new Promise<Profile>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { needsPhone, promise, resolve, reject }
}

/** The owner who is logged in, or null. */
export const useProfile = (): Profile | null => useStore(profileStore)
export const currentProfile = (): Profile | null => profileStore.get()
export const onProfileChange = profileStore.subscribe

/**
 * The owner who is logged in; opens the log-in page when nobody is. With `phone`, also asks for a phone number when none
 * is bound yet (the page gets `?phone=1`).
 * @throws {LoginDismissed} when the owner goes back without finishing.
 */
export function requireLogin(needs: { phone?: boolean } = {}): Promise<Profile> {
  const profile = currentProfile()
  const needsPhone = needs.phone ?? false
  if (profile && satisfies(profile, needsPhone)) return Promise.resolve(profile)
  dismissLogin()
  waiting = startWaiting(needsPhone)
  const { promise } = waiting
  Taro.navigateTo({ url: routes.login(needsPhone) }).catch(dismissLogin)
  return promise
}

/** Keeps a new log-in and lets whoever waits for it go on. Called by the log-in page before it goes back. */
export function completeLogin(tokens: Tokens, profile: Profile): void {
  const { accessToken, accessExpiresAt, refreshToken } = tokens
  keep({ tokens: { accessToken, accessExpiresAt, refreshToken }, profile })
  if (!waiting || !satisfies(profile, waiting.needsPhone)) return
  waiting.resolve(profile)
  waiting = undefined
}

/** The log-in page is gone: whoever still waits is told so. After {@link completeLogin} it does nothing. */
export function dismissLogin(): void {
  waiting?.reject(new LoginDismissed())
  waiting = undefined
}

/** New tokens of the same log-in. */
export function replaceTokens(tokens: Tokens): void {
  const session = storedSession()
  if (session) keep({ ...session, tokens })
}

/** The same owner, changed (renamed, phone bound). */
export function updateProfile(profile: Profile): void {
  const session = storedSession()
  if (session) keep({ ...session, profile })
}

/** Forgets the log-in on this device. Ending it on the server is the caller's business. */
export function forgetSession(): void {
  Taro.removeStorageSync(KEY)
  profileStore.set(null)
}
