import type { files } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { origin } from '../../lib/platform/origin'
import { Card } from '../../ui/Card'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { text } from './files.text'
import styles from './SentFiles.module.scss'
import { VoiceBubble } from './VoiceBubble'

/** The photos and the recording that the owner sent with something. Nothing where there is none. */
export function SentFiles({ sent }: { readonly sent: files.FilesView | undefined }) {
  if (!sent || (sent.photos.length === 0 && !sent.voice)) return null
  const { photos, voice } = sent
  return (
    <Card title={text.sent}>
      <PhotoStrip photos={photos} name={text.photos} />
      {voice && (
        <View className={styles.voice}>
          <VoiceBubble path={origin() + voice.url} seconds={voice.seconds} />
        </View>
      )}
    </Card>
  )
}
