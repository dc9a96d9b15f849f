import Taro from '@tarojs/taro'

/** A short note that goes away by itself. */
export function toast(text: string): void {
  void Taro.showToast({ title: text, icon: 'none', duration: 2500 })
}
