import { useRef } from 'react'
import { uuid } from '../../lib/uuid'

/** One id for one thing that the owner decides, however often it has to be sent; another decision gets another. */
export function useIntent(): (content: unknown) => string {
  const last = useRef<{ readonly content: string; readonly requestId: string }>()
  return (content) => {
    const key = JSON.stringify(content)
    if (last.current?.content !== key) last.current = { content: key, requestId: uuid() }
    return last.current.requestId
  }
}
