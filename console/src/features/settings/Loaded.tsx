import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { words } from './words'

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}

/** What was read, or why it is not there yet. */
export function Loaded<T>({ query, children }: Props<T>) {
  const { data, error, refetch, isFetching } = query
  if (data !== undefined) return children(data)
  return (
    <div className="board-main">
      {error ? (
        <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : (
        <RowsSkeleton label={words.loading} />
      )}
    </div>
  )
}
