import type { files, mobility } from '@pitlane/contract'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { origin } from '../../lib/platform/origin'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Cell } from '../../ui/Cell'
import { Tappable } from '../../ui/Tappable'
import styles from './TripsCard.module.scss'
import { agree } from './visit.api'
import { text } from './visit.text'

const words = text.trips

/** Photos of the car as it was handed over; a touch shows one large. */
function Photos({ photos }: { readonly photos: readonly files.PhotoView[] }) {
  if (photos.length === 0) return null
  const urls = photos.map(({ url }) => origin() + url)
  return (
    <View className={styles.photos} {...a11y('list', words.photos)}>
      {photos.map(({ id, thumbUrl }, i) => (
        <View key={id} className={styles.photo} {...a11y('listitem')}>
          <Tappable
            className={styles.face}
            label={words.photo(i + 1)}
            onClick={() => void Taro.previewImage({ current: urls[i], urls }).catch(() => undefined)}
          >
            <Image className={styles.picture} src={origin() + thumbUrl} mode="aspectFill" />
          </Tappable>
        </View>
      ))}
    </View>
  )
}

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
      <Photos photos={inspection.photos} />
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
