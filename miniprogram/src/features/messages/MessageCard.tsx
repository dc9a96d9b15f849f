import { Text, View } from '@tarojs/components'
import { sayAgo } from '../../lib/time'
import { Card } from '../../ui/Card'
import styles from './MessageCard.module.scss'
import type { Message } from './messages.api'
import { text } from './messages.text'

interface Props {
  readonly message: Message
  readonly onOpen: () => void
}

/** One message: what about and when, then all it says. A mark while it has not been opened. */
export function MessageCard({ message, onOpen }: Props) {
  return (
    <Card onClick={onOpen}>
      <View className={styles.head}>
        <View className={styles.title}>
          {message.title}
          {!message.isRead && <Text className={styles.unread}>{text.unreadMark}</Text>}
        </View>
        <View className={styles.when}>{sayAgo(message.sentAt)}</View>
      </View>
      <View className={styles.body}>{message.body}</View>
    </Card>
  )
}
