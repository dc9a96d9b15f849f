import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { decorative } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { Cell } from '../../ui/Cell'
import styles from './MessageCell.module.scss'
import { useUnread } from './messages.api'
import { text } from './messages.text'

/** The way to the messages, with a dot while something is unread. */
export function MessageCell() {
  const unread = useUnread()
  const mark = unread > 0 && (
    <View className={styles.mark}>
      <View className={styles.dot} {...decorative()} />
      {text.unread(unread)}
    </View>
  )
  return (
    <Cell
      title={text.title}
      note={text.cellNote}
      value={mark || undefined}
      onClick={() => void Taro.navigateTo({ url: routes.messages })}
    />
  )
}
