import type { booking } from '@pitlane/contract'
import { formatFen, type Day } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { decorative } from '../../lib/a11y'
import { sayDate, sayWeekday } from '../../lib/time'
import { classes } from '../../ui/classes'
import { ErrorState } from '../../ui/ErrorState'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { Tappable } from '../../ui/Tappable'
import { useMonth, type SlotSource } from './booking.api'
import { text } from './booking.text'
import { monthsOf, type Month } from './month-grid'
import styles from './MonthSheet.module.scss'
import type { PriceAt } from './service-sum'

type DayLevel = booking.DayLevel

interface Props {
  readonly source: SlotSource
  readonly chosen: Day | undefined
  readonly priceAt: PriceAt
  readonly onChoose: (day: Day) => void
  readonly onClose: () => void
}

interface CellProps extends Pick<Props, 'chosen' | 'onChoose'> {
  readonly item: DayLevel
  readonly today: Day
  /** The least it costs on this day, where something is free. */
  readonly price: string
}

/** One day: date, how full in a word, and what it costs at least. A closed one says why. */
function DayCell({ item, today, price, chosen, onChoose }: CellProps) {
  const { day, level, note, percentOff } = item
  const isClosed = level === 'closed'
  const word = isClosed && note ? note : text.days[level]
  const off = percentOff > 0 ? text.slots.off(percentOff) : ''
  const spoken = [sayDate(day, today), sayWeekday(day), note, text.days[level], price && text.month.lowest(price), off]
  return (
    <Tappable
      role="radio"
      checked={day === chosen}
      disabled={isClosed}
      label={spoken.filter(Boolean).join(' ')}
      className={classes(styles.day, styles[level], day === chosen && styles.chosen)}
      onClick={() => onChoose(day)}
    >
      <View className={styles.date}>{day === today ? text.days.today : Number(day.slice(8))}</View>
      <View className={styles.word}>{word}</View>
      <View className={classes(styles.price, percentOff > 0 && styles.off)}>{price && off ? off : price}</View>
    </Tappable>
  )
}

interface MonthProps extends Pick<Props, 'chosen' | 'onChoose' | 'priceAt'> {
  readonly month: Month<DayLevel>
  readonly today: Day
  readonly priceFen: number
}

function MonthGrid({ month, today, priceAt, priceFen, ...rest }: MonthProps) {
  const priceOf = ({ earliestMinute, percentOff }: DayLevel) =>
    earliestMinute === null ? '' : formatFen(priceAt(percentOff, priceFen) ?? priceFen)
  return (
    <View className={styles.section}>
      <View className={styles.name}>{text.month.of(month.year, month.month)}</View>
      <View className={styles.grid}>
        {Array.from({ length: month.before }, (_, i) => (
          <View key={`before${i}`} />
        ))}
        {month.days.map((item) => (
          <DayCell key={item.day} item={item} today={today} price={priceOf(item)} {...rest} />
        ))}
      </View>
    </View>
  )
}

/** All days that can be booked, as a calendar: how full each is and what it costs at least. */
export function MonthSheet({ source, chosen, priceAt, onChoose, onClose }: Props) {
  const { data, error, reload } = useMonth(source)
  return (
    <Sheet open title={text.month.title} onClose={onClose}>
      <View className={styles.hint}>{text.month.hint}</View>
      <View className={styles.grid} {...decorative()}>
        {text.month.weekdays.map((name) => (
          <View key={name} className={styles.weekday}>
            {name}
          </View>
        ))}
      </View>
      {data ? (
        monthsOf(data.days).map((month) => (
          <MonthGrid
            key={month.month}
            month={month}
            today={data.today}
            priceFen={data.priceFen}
            priceAt={priceAt}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))
      ) : error ? (
        <ErrorState problem={error} onRetry={reload} />
      ) : (
        <Skeleton rows={5} height={56} />
      )}
    </Sheet>
  )
}
