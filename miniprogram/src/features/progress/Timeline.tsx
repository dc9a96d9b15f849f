import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { classes } from '../../ui/classes'
import { PhotoStrip } from '../../ui/PhotoStrip'
import type { Progress } from './progress.api'
import { text } from './progress.text'
import styles from './Timeline.module.scss'

/** What happened, the latest first, with its photos. */
export function Timeline({ timeline }: Pick<Progress, 'timeline'>) {
  const latestFirst = [...timeline].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <Card title={text.timeline.title}>
      {latestFirst.length === 0 && <View className={styles.when}>{text.timeline.empty}</View>}
      <View {...a11y('list', text.timeline.title)}>
        {latestFirst.map(({ at, text: what, photos }, i) => (
          <View key={`${at}${what}`} className={classes(styles.entry, i === 0 && styles.latest)} {...a11y('listitem')}>
            <View className={styles.mark} />
            <View className={styles.inside}>
              <View className={styles.what}>{what}</View>
              <View className={styles.when}>{sayInstant(at)}</View>
              <PhotoStrip photos={photos} name={text.timeline.photos} />
            </View>
          </View>
        ))}
      </View>
    </Card>
  )
}
