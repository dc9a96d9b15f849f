import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { EmptyTile, PhotoTile } from '../../ui/PhotoTile'
import { MOST, type KeptPhotos } from './kept-photos'
import styles from './PhotoChecklist.module.scss'
import { text } from './staff.text'

const words = text.job

interface PictureProps {
  readonly path: string
  readonly name: string
  readonly onTake?: Handler
  readonly onRemove: Handler
}

function Picture({ path, name, onTake, onRemove }: PictureProps) {
  return (
    <PhotoTile
      src={path}
      deed={onTake && { label: words.retake(name), onClick: onTake }}
      remove={{ label: words.remove(name), onClick: onRemove }}
    >
      <View className={styles.name}>{`✓ ${name}`}</View>
    </PhotoTile>
  )
}

interface Props {
  readonly kept: KeptPhotos
  /** What should be on them, in order; none where anything may be. */
  readonly slots?: readonly string[]
  readonly name: string
}

/** Photos as a list to tick off: each place says what belongs there, and more may be added. */
export function PhotoChecklist({ kept, slots = [], name }: Props) {
  const { photos, paths, take, remove } = kept
  const more = slots.length + photos.length === 0 ? words.first : words.more
  const extra = photos.filter(({ slot }) => slot === null || slot >= slots.length)
  return (
    <View className={styles.grid} {...a11y('list', name)}>
      {slots.map((what, slot) => {
        const photo = photos.find((one) => one.slot === slot)
        return photo ? (
          <Picture
            key={what}
            path={paths[photo.key] ?? ''}
            name={what}
            onTake={() => take(slot)}
            onRemove={() => remove(photo.key)}
          />
        ) : (
          <EmptyTile key={what} name={what} label={words.take(what)} onClick={() => take(slot)} />
        )
      })}
      {extra.map(({ key }, i) => (
        <Picture key={key} path={paths[key] ?? ''} name={words.photo(i + 1)} onRemove={() => remove(key)} />
      ))}
      {photos.length < MOST && <EmptyTile name={more} label={more} onClick={() => take(null)} />}
    </View>
  )
}
