/** Browsers know no subscribe messages: owners are told in the app and by SMS. */
export const canSubscribe = (): boolean => false

export const askSubscribe = (): Promise<string[]> => Promise.resolve([])
