import { board } from '@pitlane/contract'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api'

/** A single character finds half of the store. */
const CHARS_MIN = 2
const PAUSE_MS = 180

const searchFor = (storeId: string, sought: string) =>
  queryOptions({
    queryKey: ['search', storeId, sought],
    queryFn: ({ signal }) => call(board.search, { params: { storeId }, query: { q: sought } }, signal),
    retry: false,
  })

const isLongEnough = (text: string) => [...text].length >= CHARS_MIN

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Bookings of the store around today that fit `typed`, from the second character on. */
export function useSearch(storeId: string, typed: string) {
  const text = typed.trim()
  const sought = useSettled(text)
  const client = useQueryClient()
  const { data, error } = useQuery({ ...searchFor(storeId, sought), enabled: isLongEnough(sought) })
  return {
    data,
    error,
    sought,
    isOn: isLongEnough(text) && isLongEnough(sought),
    /** What fits the text as it stands, without waiting for a pause: for a hand that presses Enter at once. */
    findNow: async () => (isLongEnough(text) ? client.query(searchFor(storeId, text)) : []),
    /** Whether `data` answers what is typed now. */
    isSettled: sought === text && data !== undefined,
  }
}
