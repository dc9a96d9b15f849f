import Taro from '@tarojs/taro'
import { text } from './booking.text'

/** Rings the store, after saying why when there is a reason. Changing one's mind is not an error. */
export async function callStore(phone: string, reason?: string): Promise<void> {
  if (reason) {
    const answer = await Taro.showModal({
      title: text.callStore,
      content: reason,
      confirmText: '拨打',
      cancelText: '先不',
    })
    if (!answer.confirm) return
  }
  await Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
}
