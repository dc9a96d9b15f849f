import Taro from '@tarojs/taro'

/** A one-time code for the server's code2session exchange; valid for five minutes. */
export async function wechatLoginCode(): Promise<string> {
  const { code } = await Taro.login()
  return code
}
