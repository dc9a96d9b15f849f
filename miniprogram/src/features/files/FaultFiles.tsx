import { View } from '@tarojs/components'
import { text } from './files.text'
import { PhotoGrid } from './PhotoGrid'
import type { PageAttachments } from './use-attachments'
import { VoiceField } from './VoiceField'
import styles from './FaultFiles.module.scss'

/** Photos and voice that say more than words. */
export function FaultFiles({ attachments }: { readonly attachments: PageAttachments }) {
  const { photos, voice, box } = attachments
  return (
    <>
      <PhotoGrid photos={photos} box={box} />
      <VoiceField voice={voice} box={box} />
      <View className={styles.hint}>{text.hint}</View>
    </>
  )
}
