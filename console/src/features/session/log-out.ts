import { identity } from '@pitlane/contract'
import { call } from '../../lib/api'
import { dropSession } from '../../lib/session'

/** Ends this log-in. The browser forgets it even when the server cannot be told. */
export async function logOut(): Promise<void> {
  try {
    await call(identity.logout, {})
  } catch {
    // The tokens are forgotten all the same; on the server the log-in runs out by itself.
  }
  dropSession(null)
}

/** Ends every log-in of this person. @throws ApiError when the server could not do it: then nothing is forgotten. */
export async function logOutEverywhere(): Promise<void> {
  await call(identity.logoutEverywhere, {})
  dropSession(null)
}
