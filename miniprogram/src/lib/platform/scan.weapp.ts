import Taro from '@tarojs/taro'

export const canScan = (): boolean => true

/** What a code says that the owner holds the camera to; undefined when the scanner was left. Only from a tap. */
export async function scan(): Promise<string | undefined> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
    return result || undefined
  } catch {
    return undefined
  }
}
