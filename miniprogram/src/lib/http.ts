import { saidByClients, urlOf, type Call, type Endpoint, type Problem, type View } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { ApiError, offline } from './api-error'

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body

/** A proxy in front of the server answers in its own words; those are not for owners. */
function unreadable(status: number): ApiError {
  const code = status === 429 ? 'request.too_many' : status >= 500 ? 'server.unavailable' : 'server.unexpected'
  return new ApiError({ type: 'about:blank', title: saidByClients[code].zh, status, code, requestId: '' })
}

/**
 * One HTTP exchange as the contract declares it.
 * @throws {ApiError} for every answer that is not 2xx, and `client.offline` when there was none.
 */
export async function exchange<E extends Endpoint>(endpoint: E, call: Call<E>, token?: string): Promise<View<E>> {
  const { body } = call as { body?: unknown }
  const answer = await Taro.request<unknown>({
    url: __API_BASE__ + urlOf(endpoint, call),
    method: endpoint.method,
    data: body === undefined ? undefined : JSON.stringify(body),
    header: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    timeout: 15_000,
  }).catch(() => {
    throw offline()
  })
  return viewIn<E>(answer.statusCode, answer.data)
}

/**
 * What an answer holds.
 * @throws {ApiError} when it is not 2xx.
 */
export function viewIn<E extends Endpoint>(statusCode: number, data: unknown): View<E> {
  if (statusCode >= 200 && statusCode < 300) return data as View<E>
  throw isProblem(data) ? new ApiError(data) : unreadable(statusCode)
}
