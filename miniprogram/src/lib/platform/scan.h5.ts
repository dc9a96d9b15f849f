/** Browsers have no scanner of WeChat's kind; the phone's camera opens the poster's link instead. */
export const canScan = (): boolean => false

export const scan = (_what: 'code' | 'car' = 'code'): Promise<string | undefined> => Promise.resolve(undefined)
