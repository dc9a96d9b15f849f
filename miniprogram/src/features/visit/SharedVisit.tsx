import { booking, type sharing } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../../lib/a11y'
import { formatMinute, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tag } from '../../ui/Tag'
import styles from './SharedVisit.module.scss'
import { text } from './visit.text'

const words = text.share

/** How it stands, in a sentence for somebody who is not the owner. */
const hintOf = ({ state, delayMinutes }: sharing.SharedBooking): string =>
  delayMinutes && (state === 'placed' || state === 'confirmed') ? words.delayed(delayMinutes) : words.hints[state]

/** From when to when; a car that stays overnight is ready on another day. */
const timeOf = ({ day, minute, endMinute, ready }: sharing.SharedBooking): string =>
  ready ? sayMoment(day, minute) : `${sayMoment(day, minute)}-${formatMinute(endMinute)}`

/** A visit as the family sees it: when, where, what, and how to get there. */
export function SharedVisit({ visit }: { readonly visit: sharing.SharedBooking }) {
  const { zh, tone } = booking.bookingStates[visit.state]
  const { latitude, longitude, storeName: name, storeAddress: address } = visit
  return (
    <>
      <Card title={sayMoment(visit.day, visit.minute)} extra={<Tag tone={tone}>{zh}</Tag>}>
        <View className={styles.hint} {...a11y('status')}>
          {hintOf(visit)}
        </View>
        <Cell title={words.time} value={timeOf(visit)} />
        {visit.ready && <Cell title={words.ready} value={sayMoment(visit.ready.day, visit.ready.minute)} />}
        <Cell title={words.services} value={visit.services.join('、')} />
        <Cell title={words.car} value={`${visit.maskedPlate ?? ''} ${visit.vehicleName}`.trim()} />
        <Cell title={words.handover} value={booking.handovers[visit.handover]} />
      </Card>
      <Card>
        <Cell title={name} note={address} />
        <View className={styles.actions}>
          <ActionButton
            tone="plain"
            onClick={() => void Taro.makePhoneCall({ phoneNumber: visit.storePhone }).catch(() => undefined)}
          >
            {words.call}
          </ActionButton>
          <ActionButton
            tone="plain"
            onClick={() => void Taro.openLocation({ latitude, longitude, name, address, scale: 15 })}
          >
            {words.navigate}
          </ActionButton>
        </View>
      </Card>
    </>
  )
}
