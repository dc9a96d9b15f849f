import { Image, View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { Tappable } from '../../ui/Tappable'
import { MOST, type KeptPhotos } from './kept-photos'
import styles from './PhotoChecklist.module.scss'
import { text } from './staff.text'

const words = text.job

/** A place for a photo that has not been taken. */
function EmptySlot({
  name,
  label,
  onTake,
}: {
  readonly name: string
  readonly label: string
  readonly onTake: Handler
}) {
  return (
    <Tappable className={styles.slot} label={label} onClick={onTake}>
      <View className={styles.inside}>
        <View className={styles.plus}>＋</View>
        <View>{name}</View>
      </View>
    </Tappable>
  )
}

interface PictureProps {
  readonly path: string
  readonly name: string
  readonly onTake?: Handler
  readonly onRemove: Handler
}

function Picture({ path, name, onTake, onRemove }: PictureProps) {
  const inside = (
    <View className={styles.inside}>
      {path && <Image className={styles.picture} src={path} mode="aspectFill" />}
      <View className={styles.name}>{`✓ ${name}`}</View>
    </View>
  )
  return (
    <View className={styles.slot} {...a11y('listitem')}>
      {onTake ? (
        <Tappable className={styles.face} label={words.retake(name)} onClick={onTake}>
          {inside}
        </Tappable>
      ) : (
        inside
      )}
      <Tappable className={styles.remove} label={words.remove(name)} onClick={onRemove}>
        <View className={styles.cross}>×</View>
      </Tappable>
    </View>
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
          <EmptySlot key={what} name={what} label={words.take(what)} onTake={() => take(slot)} />
        )
      })}
      {extra.map(({ key }, i) => (
        <Picture key={key} path={paths[key] ?? ''} name={words.photo(i + 1)} onRemove={() => remove(key)} />
      ))}
      {photos.length < MOST && <EmptySlot name={words.more} label={words.more} onTake={() => take(null)} />}
    </View>
  )
}
