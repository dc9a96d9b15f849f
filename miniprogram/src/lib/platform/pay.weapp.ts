import type { settlement } from '@pitlane/contract'
import Taro from '@tarojs/taro'

/** How the server is to prepare a payment for this app. */
export const payVia = (): 'wechat' | 'browser' => 'wechat'

/** Opens WeChat's own sheet. `back` when it has closed and somebody has to ask what became of it; `code` when another phone has to scan. */
export async function openPayment(
  way: settlement.PayWay,
  _route: string,
): Promise<'back' | 'cancelled' | 'left' | 'code'> {
  if (!way.wechat) return 'code'
  try {
    await Taro.requestPayment(way.wechat)
    return 'back'
  } catch (error) {
    const { errMsg } = error as { errMsg?: string }
    return errMsg?.includes('cancel') ? 'cancelled' : 'back'
  }
}
