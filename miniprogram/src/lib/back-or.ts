import Taro from '@tarojs/taro'

/** Goes back; where there is no page below (a shared or reloaded address), opens `url` instead. */
export async function backOr(url: string): Promise<void> {
  await (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.redirectTo({ url }))
}
