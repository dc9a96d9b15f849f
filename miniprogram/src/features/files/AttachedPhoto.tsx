import { View } from '@tarojs/components'
import { classes } from '../../ui/classes'
import { PhotoTile } from '../../ui/PhotoTile'
import type { Attached } from './attachments'
import { text } from './files.text'
import styles from './AttachedPhoto.module.scss'

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
export function AttachedPhoto({ item, name, onSee, onRetry, onRemove }: Props) {
  const cover = coverOf(item)
  const isFailed = item.state === 'failed'
  const isBad = isFailed || item.state === 'useless'
  return (
    <PhotoTile
      src={item.file.path}
      deed={isFailed ? { label: text.resend(name), onClick: onRetry } : { label: text.see(name), onClick: onSee }}
      remove={{ label: text.remove(name), onClick: onRemove }}
    >
      {cover && <View className={classes(styles.cover, isBad && styles.bad)}>{cover}</View>}
    </PhotoTile>
  )
}
