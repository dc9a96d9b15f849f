import Taro from '@tarojs/taro'

export const canScan = (): boolean => true

/** `code`: our own square codes. `car`: whatever a manufacturer prints a VIN as. */
type What = 'code' | 'car'

const kinds: Readonly<Record<What, Taro.scanCode.Option['scanType']>> = {
  code: ['qrCode'],
  car: ['barCode', 'qrCode', 'datamatrix'],
}

/** What a code says that the person holds the camera to; undefined when the scanner was left. Only from a tap. */
export async function scan(what: What = 'code'): Promise<string | undefined> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: kinds[what] ?? ['qrCode'] })
    return result || undefined
  } catch {
    return undefined
  }
}
