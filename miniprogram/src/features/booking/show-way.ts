import type { store } from '@pitlane/contract'
import Taro from '@tarojs/taro'

/** Opens the store on WeChat's map, from which any navigation app can be started. */
export async function showWay({ latitude, longitude, name, address }: store.StoreView): Promise<void> {
  await Taro.openLocation({ latitude, longitude, name, address, scale: 15 })
}
