import { QueryClient } from '@tanstack/react-query'
import { isApiError } from './api-error'

const RETRIES = 2

/** A refusal is an answer; only a lost call or a failing server is worth another try. */
const isWorthRetrying = (e: Error) => isApiError(e) && (e.status === 0 || e.status >= 500)

/** The cache of everything read from the server. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // `navigator.onLine` knows nothing about a server in the next room: always try.
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, e) => failures < RETRIES && isWorthRetrying(e),
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
