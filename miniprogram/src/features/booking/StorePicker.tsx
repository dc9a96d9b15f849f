import type { store } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GeoPoint } from '@pitlane/kernel'
import { sayDistance } from '../../lib/distance'
import { whereAmI } from '../../lib/platform/location'
import { formatMinute } from '../../lib/time'
import { toast } from '../../lib/toast'
import { ActionButton } from '../../ui/ActionButton'
import { Cell } from '../../ui/Cell'
import { Sheet } from '../../ui/Sheet'
import { text } from './booking.text'
import { byDistance } from './store-choice'
import styles from './Picker.module.scss'

type Store = store.StoreView

interface Props {
  readonly stores: readonly Store[]
  readonly chosen: Store
  readonly onChoose: (store: Store) => void
}

const hours = (s: Store) =>
  s.todayHours
    ? text.stores.open(formatMinute(s.todayHours.opensMinute), formatMinute(s.todayHours.closesMinute))
    : text.stores.closed

/** The chosen store, and a sheet with the others. The owner's position is asked for only on request. */
export function StorePicker({ stores, chosen, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState<GeoPoint>()
  const [isLocating, setLocating] = useState(false)

  const locate = async () => {
    setLocating(true)
    await whereAmI().then(setFrom, () => toast(text.stores.nearFailed))
    setLocating(false)
  }
  const choose = (s: Store) => {
    onChoose(s)
    setOpen(false)
  }
  const rows = from ? byDistance(stores, from) : stores.map((s) => ({ store: s, km: undefined }))
  return (
    <>
      <Cell
        title={chosen.name}
        note={`${hours(chosen)} · ${chosen.address}`}
        value={stores.length > 1 ? text.change : undefined}
        onClick={stores.length > 1 ? () => setOpen(true) : undefined}
      />
      <Sheet open={isOpen} title={text.stores.title} onClose={() => setOpen(false)}>
        {rows.map(({ store: s, km }) => (
          <Cell
            key={s.id}
            title={s.name}
            note={`${hours(s)} · ${s.address}`}
            value={km === undefined ? undefined : sayDistance(km)}
            checked={s.id === chosen.id}
            onClick={() => choose(s)}
          />
        ))}
        {!from && (
          <View className={styles.below}>
            <ActionButton tone="plain" loading={isLocating} onClick={locate}>
              {isLocating ? text.stores.nearing : text.stores.near}
            </ActionButton>
          </View>
        )}
      </Sheet>
    </>
  )
}
