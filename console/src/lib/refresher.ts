import type { QueryClient } from '@tanstack/react-query'

/** Refetches what `queryKey` names. News that comes during a refetch leads to one more: never to an answer that misses it, never to a pile. */
export function createRefresher(client: QueryClient, queryKey: readonly unknown[]) {
  let isUnderway = false
  let isAgain = false
  return async () => {
    isAgain = true
    if (isUnderway) return
    isUnderway = true
    while (isAgain) {
      isAgain = false
      await client.invalidateQueries({ queryKey })
    }
    isUnderway = false
  }
}
