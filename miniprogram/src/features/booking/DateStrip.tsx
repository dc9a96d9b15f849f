import type { booking } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import { ScrollView, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { sayDate, sayWeekday } from '../../lib/time'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import styles from './DateStrip.module.scss'

type DayLevel = Pick<booking.DayLevel, 'day' | 'level' | 'note'>

interface Props {
  readonly today: Day
  readonly days: readonly DayLevel[]
  readonly chosen: Day | undefined
  readonly onChoose: (day: Day) => void
}

/** Pages below this one may have a strip too, and on the web they stay in the document: each strip names its days apart. */
let strips = 0

/**
 * The element to scroll to: the day before the chosen one, so that it is seen that the strip goes on to the left. Taro scrolls
 * only to what is named after the strip is there.
 */
function useAnchor(prefix: string, days: readonly DayLevel[], chosen: Day | undefined): string | undefined {
  const [anchor, setAnchor] = useState<string>()
  const before = days[days.findIndex(({ day }) => day === chosen) - 1]?.day
  useEffect(() => {
    if (!before) return
    const timer = setTimeout(() => setAnchor(prefix + before), 50)
    return () => clearTimeout(timer)
  }, [prefix, before])
  return anchor
}

/** Fourteen days, and one beyond them that was picked; each says in a word how full it is. */
export function DateStrip({ today, days, chosen, onChoose }: Props) {
  const [prefix] = useState(() => `strip${++strips}-`)
  const anchor = useAnchor(prefix, days, chosen)
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className={styles.strip} scrollIntoView={anchor}>
      <View className={styles.row}>
        {days.map(({ day, level, note }) => (
          <View key={day} id={prefix + day}>
            <Tappable
              role="tab"
              selected={day === chosen}
              label={`${sayDate(day, today)} ${sayWeekday(day)} ${note ?? ''} ${text.days[level]}`}
              className={classes(styles.day, day === chosen && styles.chosen)}
              onClick={() => onChoose(day)}
            >
              <View className={styles.weekday}>{day === today ? text.days.today : sayWeekday(day)}</View>
              <View className={styles.date}>{Number(day.slice(8))}</View>
              <View className={classes(styles.level, styles[level])}>
                <View className={styles.dot} />
                {text.days[level]}
              </View>
              <View className={styles.note}>{note ?? ''}</View>
            </Tappable>
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
