import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { classes } from '../../ui/classes'
import { text } from './booking.text'
import styles from './BookingSteps.module.scss'

const STEPS = ['placed', 'confirmed', 'arrived'] as const

/** Where a booking stands on its way to the workshop; ended ones have no steps. */
export function BookingSteps({ state }: { readonly state: booking.BookingState }) {
  const reached = STEPS.findIndex((step) => step === state)
  if (reached < 0) return null
  return (
    <View className={styles.steps} {...a11y('img', text.steps.label(booking.bookingStates[state].zh))}>
      {STEPS.map((step, i) => (
        <View key={step} className={classes(styles.step, i <= reached && styles.reached)}>
          {i > 0 && <View className={styles.line} />}
          <View className={styles.dot} />
          <View className={styles.name}>{text.steps[step]}</View>
        </View>
      ))}
    </View>
  )
}
