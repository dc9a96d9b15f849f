import Taro from '@tarojs/taro'

/** True where WeChat can offer the plates that the owner keeps in it (base library 2.19.0 and later). */
export const canChoosePlate = (): boolean => Taro.canIUse('chooseLicensePlate')

/** Lets the owner choose a plate kept in WeChat. Undefined when nothing was chosen. Only from a tap. */
export async function choosePlate(): Promise<string | undefined> {
  try {
    const { plateNumber } = await Taro.chooseLicensePlate()
    return plateNumber || undefined
  } catch {
    return undefined
  }
}
