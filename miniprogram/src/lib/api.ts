import type { Call, Endpoint, View } from '@pitlane/contract'
import { exchange } from './http'
import { forgetSession, replaceTokens, storedSession } from './session'
import { tokenKeeper } from './token-keeper'

export { ApiError, problemOf, type ApiProblem } from './api-error'

/** Tokens of the owner who is logged in. */
export const { accessToken, refreshedToken, withToken } = tokenKeeper({
  name: 'pitlane.refresh',
  stored: () => storedSession()?.tokens,
  replace: replaceTokens,
  forget: forgetSession,
})

/**
 * Calls one endpoint of the contract, with the owner's token unless it is public. An expired token is refreshed once and the
 * call repeated.
 * @throws {ApiError} with the problem as the server worded it, or `client.offline`.
 */
export async function api<E extends Endpoint>(endpoint: E, call: Call<E>): Promise<View<E>> {
  if (endpoint.access === 'public') return exchange(endpoint, call)
  return withToken((token) => exchange(endpoint, call, token))
}
