import type { files } from '@pitlane/contract'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../lib/a11y'
import { origin } from '../lib/platform/origin'
import styles from './PhotoRow.module.scss'
import { Tappable } from './Tappable'

interface Props {
  readonly photos: readonly files.PhotoView[]
  readonly label: string
  readonly labelOf: (which: number) => string
}

/** Photos that are kept with something, four in a row; a touch shows one large. Nothing where there is none. */
export function PhotoRow({ photos, label, labelOf }: Props) {
  if (photos.length === 0) return null
  const urls = photos.map(({ url }) => origin() + url)
  return (
    <View className={styles.photos} {...a11y('list', label)}>
      {photos.map(({ id, thumbUrl }, i) => (
        <View key={id} className={styles.photo} {...a11y('listitem')}>
          <Tappable
            className={styles.face}
            label={labelOf(i + 1)}
            onClick={() => void Taro.previewImage({ current: urls[i], urls }).catch(() => undefined)}
          >
            <Image className={styles.picture} src={origin() + thumbUrl} mode="aspectFill" />
          </Tappable>
        </View>
      ))}
    </View>
  )
}
