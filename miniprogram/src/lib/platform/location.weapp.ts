import Taro from '@tarojs/taro'
import type { GeoPoint } from '@pitlane/kernel'

/**
 * Roughly where the owner is (WeChat blurs it), after WeChat has asked.
 * @throws when refused or unknown.
 */
export async function whereAmI(): Promise<GeoPoint> {
  const { latitude, longitude } = await Taro.getFuzzyLocation({ type: 'gcj02' })
  return { latitude, longitude }
}
