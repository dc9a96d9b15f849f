/** Browsers know nothing of WeChat's plates. */
export const canChoosePlate = (): boolean => false

export const choosePlate = (): Promise<string | undefined> => Promise.resolve(undefined)
