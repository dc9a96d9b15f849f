import type { files } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../lib/a11y'
import { origin } from '../lib/platform/origin'
import styles from './PhotoStrip.module.scss'
import { PhotoTile } from './PhotoTile'

interface Props {
  readonly photos: readonly files.PhotoView[]
  /** What they show. */
  readonly name: string
}

/** Photos that are kept with something, four in a row; a touch shows one large. Nothing where there is none. */
export function PhotoStrip({ photos, name }: Props) {
  if (photos.length === 0) return null
  const urls = photos.map(({ url }) => origin() + url)
  const see = (current: string | undefined) => void Taro.previewImage({ current, urls }).catch(() => undefined)
  return (
    <View className={styles.photos} {...a11y('list', name)}>
      {photos.map(({ id, thumbUrl }, i) => (
        <PhotoTile
          key={id}
          src={origin() + thumbUrl}
          deed={{ label: `查看${name} ${i + 1}`, onClick: () => see(urls[i]) }}
        />
      ))}
    </View>
  )
}
