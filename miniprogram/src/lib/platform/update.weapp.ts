import Taro from '@tarojs/taro'

/** Asks to restart once WeChat has fetched a newer version. */
export function offerUpdate(): void {
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(() => {
    void Taro.showModal({
      title: '有新版本',
      content: '新版本已准备好，重启后即可使用。',
      confirmText: '立即重启',
      cancelText: '稍后',
    }).then(({ confirm }) => confirm && manager.applyUpdate())
  })
}
