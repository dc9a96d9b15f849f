import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Marks the code that runs inside a transaction. Using the shared connection there is the classic mistake: it deadlocks
 * the embedded database and loses atomicity on MySQL. `isOpen` turns false at the end, so that work which was started
 * inside but goes on afterwards is free again.
 */
export const transactionScope = new AsyncLocalStorage<{ isOpen: boolean }>()

/** Throws when called from inside an open transaction. */
export function assertOutsideTransaction(what: string): void {
  if (transactionScope.getStore()?.isOpen) throw new Error(`${what} inside a transaction: use the tx you were given`)
}
