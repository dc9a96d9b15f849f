/** WeChat draws what surrounds the pages. */
export const prepareShell = (): void => undefined
