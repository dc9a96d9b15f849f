import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayMoment } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Choice } from '../../ui/Choice'
import { Sheet } from '../../ui/Sheet'
import { tellLate } from './booking.api'
import { text } from './booking.text'
import styles from './LateSheet.module.scss'

const options = ['10', '20', '30', '60'].map((value) => ({ value, label: text.late.minutes(Number(value)) }))

type Answer = Awaited<ReturnType<typeof tellLate>>

interface Props {
  readonly item: booking.BookingView
  readonly onTold: () => void
  /** Where the booking may still be moved. */
  readonly onMove: Handler | undefined
  readonly onClose: () => void
}

/** What coming so much later means for the visit. */
function Outcome({ item, answer }: { readonly item: booking.BookingView; readonly answer: Answer }) {
  return (
    <View className={styles.outcome} {...a11y('status')}>
      <View>{booking.lateOutcomes[answer.outcome]}</View>
      {answer.outcome === 'shifted' && (
        <View className={styles.start}>{text.late.start(sayMoment(item.day, answer.minute))}</View>
      )}
    </View>
  )
}

/** Asks how much later, says what happens then, and tells the store when the owner agrees. */
export function LateSheet({ item, onTold, onMove, onClose }: Props) {
  const [minutes, setMinutes] = useState<string>()
  const [answer, setAnswer] = useState<Answer>()
  const look = useAction(async (value: string) => setAnswer(await tellLate(item.id, Number(value), true)))
  const tell = useAction(async () => {
    await tellLate(item.id, Number(minutes), false)
    onTold()
  })
  const choose = (value: string) => {
    if (look.busy || tell.busy) return
    setMinutes(value)
    setAnswer(undefined)
    tell.forgive()
    void look.run(value)
  }
  const problem = tell.problem ?? look.problem
  return (
    <Sheet open title={text.late.title} onClose={onClose}>
      <Choice label={text.late.ask} options={options} value={minutes} onChange={choose} />
      {look.busy && <View className={styles.asking}>{text.late.asking}</View>}
      {answer && <Outcome item={item} answer={answer} />}
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      <View className={styles.actions}>
        {answer?.outcome === 'full' && onMove && (
          <ActionButton tone="plain" onClick={onMove}>
            {text.late.reschedule}
          </ActionButton>
        )}
        <ActionButton disabled={!answer} loading={tell.busy} onClick={() => tell.run()}>
          {text.late.submit}
        </ActionButton>
      </View>
    </Sheet>
  )
}
