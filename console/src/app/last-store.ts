const KEY = 'pitlane.console.store'

/** The store this browser worked for last, so that a bare address leads there. */
export const lastStoreId = (): string | null => localStorage.getItem(KEY)

export const rememberStore = (storeId: string): void => localStorage.setItem(KEY, storeId)
