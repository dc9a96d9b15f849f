import { useSyncExternalStore } from 'react'
import type { Scheme } from './theme'

const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void) {
  const query = dark()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The system's colour scheme. */
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, () => (dark().matches ? 'dark' : 'light'))
