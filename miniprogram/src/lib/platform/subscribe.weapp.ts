import Taro from '@tarojs/taro'

/** True where WeChat can ask whether we may send a message (base library 2.8.2 and later). */
export const canSubscribe = (): boolean => Taro.canIUse('requestSubscribeMessage')

/** As many as every version of WeChat asks for at once. */
const AT_ONCE = 3

/**
 * Asks in WeChat's own window for one message of each template and answers with the ids that were allowed: none when the
 * owner refused or has switched messages off. Only from a tap, with nothing to wait for in between.
 */
export async function askSubscribe(templateIds: readonly string[]): Promise<string[]> {
  const tmplIds = templateIds.slice(0, AT_ONCE)
  try {
    // Taro's type also asks for a field of Alipay's.
    const asked = { tmplIds } as Taro.requestSubscribeMessage.Option
    const answer: Readonly<Record<string, unknown>> = { ...(await Taro.requestSubscribeMessage(asked)) }
    return tmplIds.filter((id) => answer[id] === 'accept')
  } catch {
    return []
  }
}
