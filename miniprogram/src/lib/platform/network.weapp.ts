import Taro from '@tarojs/taro'

let isConnected = true
Taro.onNetworkStatusChange((now) => {
  isConnected = now.isConnected
})

/** False when the phone is sure that there is no network. */
export const isOnline = (): boolean => isConnected

/** Calls `listener` whenever the phone is connected again, until the returned function is called. */
export function onNetworkBack(listener: () => void): () => void {
  const told = ({ isConnected }: { isConnected: boolean }) => isConnected && listener()
  Taro.onNetworkStatusChange(told)
  return () => Taro.offNetworkStatusChange(told)
}
