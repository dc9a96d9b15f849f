import { Text, View } from '@tarojs/components'
import type { Handler } from '../../lib/handler'
import { sayClock } from '../../lib/time'
import { useSecondsLeft } from '../../lib/use-seconds-left'
import { Notice } from '../../ui/Notice'
import { text } from './booking.text'
import styles from './HoldNote.module.scss'
import type { Holding } from './use-hold'

/** Apart, so that a second draws only this. */
function TimeLeft({ until }: { readonly until: number }) {
  return <Text className={styles.clock}>{sayClock(useSecondsLeft(until))}</Text>
}

interface Props {
  readonly state: Holding
  readonly onKeepAgain: Handler
}

/** How long the time is kept, or that it no longer is. */
export function HoldNote({ state, onKeepAgain }: Props) {
  if (state.kind === 'none') return null
  if (state.kind === 'over')
    return <Notice tone="wait" text={text.hold.over} way={{ label: text.hold.again, go: onKeepAgain }} />
  return (
    <View className={styles.note}>
      {state.kind === 'kept' ? (
        <>
          {text.hold.kept} <TimeLeft until={state.until} />
        </>
      ) : (
        text.hold.asking
      )}
    </View>
  )
}
