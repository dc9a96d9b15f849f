import { files } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../../lib/a11y'
import { pickPhotos } from '../../lib/platform/pick-photos'
import { toast } from '../../lib/toast'
import { EmptyTile } from '../../ui/PhotoTile'
import { AttachedPhoto } from './AttachedPhoto'
import type { Attachments, Attached } from './attachments'
import { text } from './files.text'
import styles from './PhotoGrid.module.scss'

interface Props {
  readonly photos: readonly Attached[]
  readonly box: Attachments
}

/** The photos of a fault, and the way to more of them. */
export function PhotoGrid({ photos, box }: Props) {
  const room = files.limits.photos - photos.length
  const add = async () => {
    try {
      box.addPhotos(await pickPhotos(room))
    } catch {
      toast(text.noAlbum)
    }
  }
  const see = (current: string) =>
    void Taro.previewImage({ current, urls: photos.map(({ file }) => file.path) }).catch(() => undefined)
  const useless = photos.find(({ state }) => state === 'useless')
  return (
    <>
      <View className={styles.grid} {...a11y('list', text.addPhoto)}>
        {photos.map((item, i) => (
          <AttachedPhoto
            key={item.key}
            item={item}
            name={text.photo(i + 1)}
            onSee={() => see(item.file.path)}
            onRetry={() => box.start()}
            onRemove={() => box.remove(item.key)}
          />
        ))}
        {room > 0 && <EmptyTile name={text.addPhoto} label={text.addPhoto} onClick={add} />}
      </View>
      {useless?.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {useless.problem.title}
        </View>
      )}
    </>
  )
}
