import { identity } from '@pitlane/contract'
import { isApiError } from './api-error'
import { send } from './http'
import { currentSession, dropSession, keepSession } from './session'
import { withTabLock } from './tab-lock'

/** Below the lease of the tab lock, so that a slow renewal never overlaps with another tab's. */
const RENEWAL_TIMEOUT_MS = 8_000

let underway: Promise<boolean> | undefined

/**
 * Exchanges the refresh token for new tokens, because `staleToken` was refused.
 *
 * A refresh token works once, and a second use of it ends the whole log-in. So there is one exchange at a time in this tab
 * (everybody shares its result) and in this browser (a lock); whoever comes late finds the new tokens and uses those.
 * @returns whether there are usable tokens now; false means the person must log in again
 * @throws ApiError when the server cannot be reached; the log-in is kept then
 */
export function renewSession(staleToken: string): Promise<boolean> {
  underway ??= withTabLock('pitlane.console.renewal', () => renewAlone(staleToken)).finally(() => {
    underway = undefined
  })
  return underway
}

async function renewAlone(staleToken: string): Promise<boolean> {
  const session = currentSession()
  if (!session) return false
  if (session.accessToken !== staleToken) return true
  const { refreshToken } = session
  try {
    const tokens = await send(
      identity.refresh,
      { body: { refreshToken } },
      { token: null, timeoutMs: RENEWAL_TIMEOUT_MS },
    )
    // The person may have logged out while the exchange was on its way: that stays.
    if (currentSession()?.refreshToken === refreshToken) keepSession(tokens)
    return currentSession() !== null
  } catch (e) {
    if (!isApiError(e, 'identity.refresh_invalid')) throw e
    if (currentSession()?.refreshToken === refreshToken) dropSession('expired')
    return currentSession() !== null
  }
}
