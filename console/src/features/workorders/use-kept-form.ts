import { useState } from 'react'

/**
 * Whether a form is on the screen: while its command is possible, and afterwards as long as somebody's words stand in it.
 * A colleague who was faster takes the button away, never what was typed.
 */
export function useKeptForm(isAllowed: boolean) {
  const [isTouched, setTouched] = useState(false)
  return {
    isShown: isAllowed || isTouched,
    isAllowed,
    isTouched,
    touch: () => setTouched(true),
    done: () => setTouched(false),
  }
}

export type KeptForm = ReturnType<typeof useKeptForm>
