import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'

interface Anchor {
  readonly id: string
  readonly top: number
}

const lines = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('[data-id]')]
const topOf = (box: HTMLElement, line: HTMLElement) =>
  line.getBoundingClientRect().top - box.getBoundingClientRect().top

/** The row that must stay where it is: the selected one if it can be seen, else the topmost once the list was scrolled. */
function findAnchor(box: HTMLElement, selectedId: string | null): Anchor | null {
  const visible = lines(box).filter((line) => {
    const top = topOf(box, line)
    return top >= 0 && top < box.clientHeight
  })
  const selected = visible.find((line) => line.dataset['id'] === selectedId)
  const line = selected ?? (box.scrollTop > 0 ? visible[0] : undefined)
  return line ? { id: line.dataset['id'] ?? '', top: topOf(box, line) } : null
}

/**
 * Keeps the list still when rows above the reader's place come or go. Returns the scroll handler for the box.
 * @param order changes whenever rows were added, removed or moved
 */
export function useScrollAnchor(box: RefObject<HTMLElement>, order: string, selectedId: string | null) {
  const anchor = useRef<Anchor | null>(null)
  const remember = useCallback(() => {
    anchor.current = box.current && findAnchor(box.current, selectedId)
  }, [box, selectedId])
  useLayoutEffect(() => {
    const { current } = box
    const kept = anchor.current
    const line = kept && current ? lines(current).find((candidate) => candidate.dataset['id'] === kept.id) : undefined
    if (current && kept && line) current.scrollTop += topOf(current, line) - kept.top
    remember()
  }, [box, order, remember])
  return remember
}
