import { board } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api'

/** A single character finds half of the store. */
const CHARS_MIN = 2
const PAUSE_MS = 180

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Bookings of the store around today that fit `text`, from the second character on. */
export function useSearch(storeId: string, text: string) {
  const sought = useSettled(text.trim())
  const isLongEnough = [...sought].length >= CHARS_MIN
  const query = useQuery({
    queryKey: ['search', storeId, sought],
    queryFn: ({ signal }) => call(board.search, { params: { storeId }, query: { q: sought } }, signal),
    enabled: isLongEnough,
    retry: false,
  })
  return { ...query, sought, isLongEnough }
}
