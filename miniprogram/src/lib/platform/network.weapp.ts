import Taro from '@tarojs/taro'

/** Calls `listener` whenever the phone is connected again, until the returned function is called. */
export function onNetworkBack(listener: () => void): () => void {
  const told = ({ isConnected }: { isConnected: boolean }) => isConnected && listener()
  Taro.onNetworkStatusChange(told)
  return () => Taro.offNetworkStatusChange(told)
}
