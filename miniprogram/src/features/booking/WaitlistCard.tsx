import { waitlist } from '@pitlane/contract'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { routes } from '../../lib/routes'
import { sayClock, sayDay, sayMoment } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { useSecondsLeft } from '../../lib/use-seconds-left'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { Tag } from '../../ui/Tag'
import { acceptOffer, leaveWaitlist } from './booking.api'
import { text } from './booking.text'
import { sayPart } from './day-parts'
import styles from './WaitlistCard.module.scss'

type Wish = waitlist.WaitlistView
type Offer = NonNullable<Wish['offer']>

/** `后天(周四)上午`. */
const sayWish = ({ day, fromMinute, toMinute }: Wish): string => {
  const words = sayDay(day)
  return `${words}${words.endsWith(')') ? '' : ' '}${sayPart(fromMinute, toMinute)}`
}

/** The time that is kept, and for how long. */
function OfferLine({ wish, offer, onOver }: { readonly wish: Wish; readonly offer: Offer; readonly onOver: Handler }) {
  const left = useSecondsLeft(Date.parse(offer.until))
  const isOver = left === 0
  useEffect(() => {
    if (isOver) void onOver()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- told once, whoever listens by then
  }, [isOver])
  return (
    <View className={styles.offer}>
      <View className={styles.moment} {...a11y('status')}>
        {text.wait.offer(sayMoment(wish.day, offer.minute))}
      </View>
      <View className={styles.left}>
        {isOver ? text.wait.over : text.wait.left} {!isOver && <Text className={styles.clock}>{sayClock(left)}</Text>}
      </View>
    </View>
  )
}

/** Asks first: the place in the queue is lost. */
function LeaveSheet(props: { readonly wish: Wish; readonly onClose: () => void; readonly onChanged: Handler }) {
  const { wish, onClose, onChanged } = props
  const leave = useAction(async () => {
    await leaveWaitlist(wish.id)
    toast(text.wait.gone)
    onClose()
    await onChanged()
  })
  return (
    <ConfirmSheet
      open
      title={text.wait.leaveTitle}
      loss={wish.offer ? text.wait.offerLoss : text.wait.leaveLoss}
      confirm={text.wait.leave}
      keep={text.wait.keep}
      busy={leave.busy}
      problem={leave.problem}
      onConfirm={() => void leave.run()}
      onClose={onClose}
    />
  )
}

interface Props {
  readonly wish: Wish
  readonly onChanged: Handler
}

/** One wish: what it waits for, and once a time is kept, one tap to take it. */
export function WaitlistCard({ wish, onChanged }: Props) {
  const [leaves, setLeaves] = useState(false)
  const { zh, tone } = waitlist.waitlistStates[wish.state]
  const accept = useAction(async () => {
    try {
      const booked = await acceptOffer(wish.id)
      await Taro.navigateTo({ url: routes.result(booked.id) })
    } finally {
      await onChanged()
    }
  })
  return (
    <Card title={sayWish(wish)} extra={<Tag tone={tone}>{zh}</Tag>}>
      <View className={styles.what}>{wish.serviceName}</View>
      <View className={styles.note}>{`${wish.storeName} · ${wish.vehicleName}`}</View>
      {wish.offer && <OfferLine wish={wish} offer={wish.offer} onOver={onChanged} />}
      {accept.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {accept.problem.title}
        </View>
      )}
      <View className={styles.actions}>
        <ActionButton tone="plain" disabled={accept.busy} onClick={() => setLeaves(true)}>
          {text.wait.leave}
        </ActionButton>
        {wish.offer && (
          <ActionButton loading={accept.busy} onClick={() => accept.run()}>
            {text.wait.accept}
          </ActionButton>
        )}
      </View>
      {leaves && <LeaveSheet wish={wish} onClose={() => setLeaves(false)} onChanged={onChanged} />}
    </Card>
  )
}
