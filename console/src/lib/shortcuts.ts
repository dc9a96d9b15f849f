import { useEffect, useRef } from 'react'

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]'
const ACTIVATABLE = 'button, a[href], summary, [role="button"], [role="menuitem"], [role="radio"], [role="switch"]'

const isIn = (event: Event, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null

/** True while a person is typing, also inside a Chinese input method. */
const isTyping = (event: KeyboardEvent) => event.isComposing || isIn(event, TYPING)

/** True while the focus is where text goes: nothing may take it away. */
export const hasTypingFocus = (): boolean => document.activeElement?.matches(TYPING) ?? false

/** Enter and Space belong to the control that has the focus. */
const belongsToControl = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') && isIn(event, ACTIVATABLE)

const hasModifier = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey

const WALKING = ['j', 'k', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

const isHeldDown = (event: KeyboardEvent) => event.repeat && !WALKING.includes(event.key)

const isForUs = (event: KeyboardEvent) =>
  !event.defaultPrevented && !isHeldDown(event) && !hasModifier(event) && !isTyping(event) && !belongsToControl(event)

/**
 * Single-key shortcuts for as long as the component is shown, by `event.key`. They never fire while somebody types, and
 * only `j`, `k` and the arrows repeat when held, so that a heavy hand cannot confirm twice.
 */
export function useShortcuts(handlers: Readonly<Record<string, () => void>>, isEnabled = true): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (!isEnabled) return
    const onKeyDown = (event: KeyboardEvent) => {
      const handler = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!handler || !isForUs(event)) return
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isEnabled])
}

/** Key handler of a form: Escape leaves it, also from inside a field, and reaches nothing behind the form. */
export const leaveOnEscape = (leave: () => void) => (event: { key: string; stopPropagation(): void }) => {
  if (event.key !== 'Escape') return
  event.stopPropagation()
  leave()
}
