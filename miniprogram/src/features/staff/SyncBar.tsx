import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { decorative } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { useStore } from '../../lib/store'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { queue, useQueue } from './staff-queue'
import { text } from './staff.text'
import styles from './SyncBar.module.scss'

const words = text.sync

const saying = { idle: words.idle, sending: words.sending, offline: words.offline, login: words.login }

/** How much waits to be sent, and whether something was refused. Nothing while all is sent. */
export function SyncBar() {
  const { own, condition } = useQueue()
  const percent = useStore(queue.percent)
  if (own.length === 0) return null
  const refused = own.filter(({ refusal }) => refusal).length
  const waiting = own.length - refused
  const parts = [
    ...(refused > 0 ? [words.refused(refused)] : []),
    ...(waiting > 0 ? [words.bar(waiting), saying[condition]] : []),
    ...(percent === null ? [] : [words.photo(percent)]),
  ]
  return (
    <Tappable
      className={classes(styles.bar, refused > 0 && styles.refused)}
      onClick={() => void Taro.navigateTo({ url: routes.staffSync })}
    >
      <View className={styles.words}>{parts.join(' · ')}</View>
      <View className={styles.arrow} {...decorative()} />
    </Tappable>
  )
}
