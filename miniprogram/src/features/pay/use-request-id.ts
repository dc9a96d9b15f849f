import { useRef } from 'react'
import { uuid } from '../../lib/uuid'

/** One id for one attempt until it is answered: sent again after a lost answer it is the same attempt, after an answer a new one. */
export function useRequestId() {
  const last = useRef<{ readonly content: string; readonly id: string }>()
  const idFor = (content: unknown): string => {
    const key = JSON.stringify(content)
    if (last.current?.content !== key) last.current = { content: key, id: uuid() }
    return last.current.id
  }
  const answered = () => {
    last.current = undefined
  }
  return { idFor, answered }
}
