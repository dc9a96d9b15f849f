import type { Call, Endpoint, View } from '@pitlane/contract'
import { isApiError } from './api-error'
import { send } from './http'
import { renewSession } from './renewal'
import { currentSession } from './session'

/** Only these say that the token is at fault; a 401 for a wrong password must not cost the log-in. */
const isTokenRefused = (e: unknown) => isApiError(e, 'auth.expired') || isApiError(e, 'auth.required')

/**
 * Calls one endpoint as the person who is logged in. Expired tokens are renewed once and the call is sent again: the server
 * refused it before doing anything.
 * @throws ApiError
 */
export const call = <E extends Endpoint>(endpoint: E, args: Call<E>, signal?: AbortSignal): Promise<View<E>> =>
  callWith(endpoint, args, { signal })

/** Sends a file to an endpoint that takes one. */
export const callWithFile = <E extends Endpoint>(endpoint: E, args: Call<E>, file: Blob): Promise<View<E>> =>
  callWith(endpoint, args, { file })

interface With {
  readonly signal?: AbortSignal
  readonly file?: Blob
}

async function callWith<E extends Endpoint>(endpoint: E, args: Call<E>, rest: With): Promise<View<E>> {
  const token = endpoint.access === 'public' ? null : (currentSession()?.accessToken ?? null)
  try {
    return await send(endpoint, args, { token, ...rest })
  } catch (e) {
    if (token === null || !isTokenRefused(e) || !(await renewSession(token))) throw e
    return send(endpoint, args, { token: currentSession()?.accessToken ?? null, ...rest })
  }
}
