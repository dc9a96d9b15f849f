/** Browsers have no wx.login: the log-in page offers phone and SMS code instead and never calls this. */
export const wechatLoginCode = (): Promise<string> => Promise.reject(new Error('no WeChat in a browser'))
