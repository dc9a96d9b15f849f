import { formatPlate, mobility } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayMoment } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { Tag } from '../../ui/Tag'
import styles from './TripsCard.module.scss'
import { InspectionCell } from './InspectionCell'
import { cancelLoaner, cancelTrip, useMobility } from './visit.api'
import { text } from './visit.text'

const words = text.trips

interface GiveUpProps {
  readonly label: string
  readonly loss: string
  readonly act: () => Promise<unknown>
  readonly onChanged: Handler
}

/** Does without something that was ordered, after saying what is lost. */
function GiveUp({ label, loss, act, onChanged }: GiveUpProps) {
  const [isOpen, setOpen] = useState(false)
  const give = useAction(async () => {
    try {
      await act()
      setOpen(false)
      toast(words.done)
    } finally {
      await onChanged()
    }
  })
  return (
    <View className={styles.action}>
      <ActionButton tone="plain" onClick={() => setOpen(true)}>
        {label}
      </ActionButton>
      <ConfirmSheet
        open={isOpen}
        title={label}
        loss={loss}
        confirm={label}
        keep={words.keep}
        busy={give.busy}
        problem={give.problem}
        onConfirm={() => void give.run()}
        onClose={() => setOpen(false)}
      />
    </View>
  )
}

const mayCancel = ({ cancelUntil }: mobility.TripView, now = Date.now()) =>
  cancelUntil !== null && Date.parse(cancelUntil) > now

function Trip({ trip, onChanged }: { readonly trip: mobility.TripView; readonly onChanged: Handler }) {
  const { zh, tone } = mobility.tripStates[trip.state]
  return (
    <Card title={words.door[trip.direction]} extra={<Tag tone={tone}>{zh}</Tag>}>
      <View className={styles.next} {...a11y('status')}>
        {trip.next}
      </View>
      <Cell title={words.at(sayMoment(trip.day, trip.doorMinute))} note={trip.address ?? undefined} />
      {trip.driverName && <Cell title={words.driver} value={trip.driverName} />}
      <InspectionCell trip={trip} onChanged={onChanged} />
      {trip.code && <Cell title={words.code} value={<View className={styles.code}>{trip.code}</View>} />}
      {mayCancel(trip) && (
        <GiveUp
          label={words.cancelTrip}
          loss={words.cancelTripLoss}
          act={() => cancelTrip(trip)}
          onChanged={onChanged}
        />
      )}
    </Card>
  )
}

function Loaner({ loaner, onChanged }: { readonly loaner: mobility.LoanerView; readonly onChanged: Handler }) {
  const { zh, tone } = mobility.loanerStates[loaner.state]
  return (
    <Card title={words.loaner} extra={<Tag tone={tone}>{zh}</Tag>}>
      <View className={styles.next} {...a11y('status')}>
        {loaner.next}
      </View>
      <Cell
        title={`${formatPlate(loaner.plate)} ${loaner.model}`}
        note={words.until(sayMoment(loaner.untilDay, loaner.untilMinute))}
      />
      {loaner.canCancel && (
        <GiveUp
          label={words.cancelLoaner}
          loss={words.cancelLoanerLoss}
          act={() => cancelLoaner(loaner)}
          onChanged={onChanged}
        />
      )}
    </Card>
  )
}

/** The driver and the loaner car that come with a booking, as they stand. Nothing where there is neither. */
export function TripsCard({ bookingId }: { readonly bookingId: string }) {
  const { data, reload } = useMobility(bookingId)
  if (!data) return null
  return (
    <>
      {data.trips.map((trip) => (
        <Trip key={trip.id} trip={trip} onChanged={reload} />
      ))}
      {data.loaner && <Loaner loaner={data.loaner} onChanged={reload} />}
    </>
  )
}
