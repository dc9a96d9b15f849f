import Taro from '@tarojs/taro'

/** WeChat's own font size setting as a factor of the standard size; 1 where the client is too old to tell. */
export function systemFontScale(): number {
  const info: object = Taro.getAppBaseInfo()
  // Newer than Taro's types.
  return 'fontSizeScaleFactor' in info && typeof info.fontSizeScaleFactor === 'number' ? info.fontSizeScaleFactor : 1
}
