/** False when the browser is sure that there is no network. */
export const isOnline = (): boolean => navigator.onLine

/** Calls `listener` whenever the browser is connected again, until the returned function is called. */
export function onNetworkBack(listener: () => void): () => void {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}
