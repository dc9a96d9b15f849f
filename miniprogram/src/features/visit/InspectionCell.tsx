import type { mobility } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Cell } from '../../ui/Cell'
import { PhotoStrip } from '../../ui/PhotoStrip'
import styles from './TripsCard.module.scss'
import { agree } from './visit.api'
import { text } from './visit.text'

const words = text.trips

/** What the driver wrote down about the car; the owner agrees to it before the car leaves. */
export function InspectionCell({ trip, onChanged }: { readonly trip: mobility.TripView; readonly onChanged: Handler }) {
  const consent = useAction(async () => {
    try {
      await agree(trip)
      toast(words.agreed)
    } finally {
      await onChanged()
    }
  })
  const { inspection } = trip
  if (!inspection) return null
  const { mileageKm, energyPercent, conditionNote, valuablesNote } = inspection
  return (
    <>
      <Cell
        title={words.inspection}
        note={
          <>
            <View>{words.seen(mileageKm.toLocaleString('zh-CN'), energyPercent)}</View>
            {conditionNote && <View>{conditionNote}</View>}
            {valuablesNote && <View>{words.valuables(valuablesNote)}</View>}
          </>
        }
      />
      <PhotoStrip photos={inspection.photos} name={words.photos} />
      {consent.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {consent.problem.title}
        </View>
      )}
      {trip.canAgree && (
        <View className={styles.action}>
          <ActionButton loading={consent.busy} onClick={consent.run}>
            {words.agree}
          </ActionButton>
        </View>
      )}
    </>
  )
}
