import { View } from '@tarojs/components'
import { openMicrophoneSettings } from '../../lib/platform/microphone'
import { ActionButton } from '../../ui/ActionButton'
import { Sheet } from '../../ui/Sheet'
import { text } from './files.text'
import type { useRecorder } from './use-recorder'
import styles from './MicrophoneSheet.module.scss'

const isWeapp = process.env.TARO_ENV === 'weapp'

/** Why the microphone is needed, before WeChat asks; and the way on for those who said no. */
export function MicrophoneSheet({ recorder }: { readonly recorder: ReturnType<typeof useRecorder> }) {
  const { step, begin, cancel } = recorder
  const openSettings = async () => {
    cancel()
    await openMicrophoneSettings().catch(() => undefined)
  }
  if (step === 'asking')
    return (
      <Sheet open title={text.askTitle} onClose={cancel}>
        <View>{text.ask}</View>
        <View className={styles.actions}>
          <ActionButton tone="plain" onClick={cancel}>
            {text.askNo}
          </ActionButton>
          <ActionButton onClick={begin}>{text.askYes}</ActionButton>
        </View>
      </Sheet>
    )
  return (
    <Sheet open={step === 'refused'} title={text.refusedTitle} onClose={cancel}>
      <View>{isWeapp ? text.refusedWeapp : text.refusedWeb}</View>
      <View className={styles.actions}>
        <ActionButton tone="plain" onClick={cancel}>
          {text.onlyText}
        </ActionButton>
        {isWeapp && <ActionButton onClick={openSettings}>{text.openSettings}</ActionButton>}
      </View>
    </Sheet>
  )
}
