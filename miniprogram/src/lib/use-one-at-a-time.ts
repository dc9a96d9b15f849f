import { useCallback, useEffect, useRef } from 'react'

/**
 * Runs `work` one at a time. What is asked for while it is under way is done once more afterwards, however often it was asked
 * for: a burst of news is read twice at most, and the last reading is never older than the last news.
 */
export function useOneAtATime(work: () => Promise<void>): () => Promise<void> {
  const latest = useRef(work)
  const state = useRef({ isBusy: false, isWanted: false })
  useEffect(() => {
    latest.current = work
  })
  return useCallback(async () => {
    const now = state.current
    now.isWanted = true
    if (now.isBusy) return
    now.isBusy = true
    try {
      while (now.isWanted) {
        now.isWanted = false
        await latest.current()
      }
    } finally {
      now.isBusy = false
    }
  }, [])
}
