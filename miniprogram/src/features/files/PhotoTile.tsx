import { Image, View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import type { Attached } from './attachments'
import { text } from './files.text'
import styles from './PhotoTile.module.scss'

interface Props {
  readonly item: Attached
  readonly name: string
  readonly onSee: () => void
  readonly onRetry: () => void
  readonly onRemove: () => void
}

/** What stands over a photo that is not sent yet. */
const coverOf = ({ state, percent }: Attached): string | undefined =>
  ({
    waiting: text.waiting,
    sending: text.sending(percent),
    failed: text.retry,
    useless: text.useless,
    sent: undefined,
  })[state]

/** A photo with how far it has come. A touch shows it large, or sends it again; the corner takes it away. */
export function PhotoTile({ item, name, onSee, onRetry, onRemove }: Props) {
  const cover = coverOf(item)
  const isFailed = item.state === 'failed'
  const isBad = isFailed || item.state === 'useless'
  return (
    <View className={styles.tile} {...a11y('listitem')}>
      <Tappable
        className={styles.face}
        label={isFailed ? text.resend(name) : text.see(name)}
        onClick={isFailed ? onRetry : onSee}
      >
        <Image className={styles.picture} src={item.file.path} mode="aspectFill" />
        {cover && <View className={classes(styles.cover, isBad && styles.bad)}>{cover}</View>}
      </Tappable>
      <Tappable className={styles.remove} label={text.remove(name)} onClick={onRemove}>
        <View className={styles.cross}>×</View>
      </Tappable>
    </View>
  )
}
