import { useCallback, useLayoutEffect, useRef } from 'react'

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
 * Keeps the list still when rows above the reader's place come or go. Give `box` and `onScroll` to the scrolling element.
 * @param order changes whenever rows were added, removed or moved
 */
export function useScrollAnchor(order: string, selectedId: string | null) {
  const box = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor | null>(null)
  const onScroll = useCallback(() => {
    anchor.current = box.current ? findAnchor(box.current, selectedId) : null
  }, [selectedId])
  useLayoutEffect(() => {
    const element = box.current
    const kept = anchor.current
    const line = element && kept ? lines(element).find((candidate) => candidate.dataset['id'] === kept.id) : undefined
    if (element && kept && line) element.scrollTop += topOf(element, line) - kept.top
    onScroll()
  }, [order, onScroll])
  return { box, onScroll }
}
