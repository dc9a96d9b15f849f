import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { formatMinute } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Tick } from '../../ui/Tick'
import { text } from './booking.text'
import styles from './HandoverCard.module.scss'
import type { useWay } from './use-way'

type Way = ReturnType<typeof useWay>

const words = text.way

/** Where the driver goes, and whether the car is brought back there. */
function FetchFields({ way }: { readonly way: Way }) {
  const { fields, offers, missing, change } = way
  return (
    <>
      <Field
        label={words.address}
        value={fields.address}
        maxLength={120}
        placeholder={words.addressExample}
        error={missing === 'address' ? words.addressMissing : undefined}
        hint={words.privacy}
        onChange={(address) => change({ address })}
      />
      <Field
        label={words.contact}
        value={fields.contactNote}
        maxLength={80}
        placeholder={words.contactExample}
        onChange={(contactNote) => change({ contactNote })}
      />
      {offers?.hasReturn && (
        <Tick
          label={words.back}
          {...(offers.returnBy === null ? {} : { note: words.backBy(formatMinute(offers.returnBy)) })}
          checked={fields.isBrought}
          onChange={(isBrought) => change({ isBrought })}
        />
      )}
    </>
  )
}

/** What the chosen way means; with a driver, when they come. */
function hintOf({ fields, offers }: Way): string {
  const from = fields.handover === 'fetch' ? offers?.fetchFrom : null
  return from == null ? words.hints[fields.handover] : words.fetchAt(formatMinute(from))
}

/** How the car comes: what a driver or a loaner car can do at this time is offered, nothing else. */
export function HandoverCard({ way }: { readonly way: Way }) {
  const { fields, offers, missing, change } = way
  const ways = booking.Handover.options.filter((one) => one !== 'fetch' || offers?.hasFetch)
  const options = ways.map((value) => ({ value, label: booking.handovers[value] }))
  const isFetched = fields.handover === 'fetch'
  return (
    <Card title={words.title}>
      <View className={styles.choice}>
        <Choice
          label={words.ask}
          options={options}
          value={fields.handover}
          onChange={(handover) => change({ handover })}
        />
      </View>
      <View className={styles.hint} {...a11y('status')}>
        {hintOf(way)}
      </View>
      {missing === 'driver' && (
        <View className={styles.problem} {...a11y('alert')}>
          {words.gone}
        </View>
      )}
      {isFetched && offers?.hasFetch && <FetchFields way={way} />}
      {offers?.hasLoaner && fields.handover === 'leave' && (
        <Tick
          label={words.loaner}
          note={words.loanerHint}
          checked={fields.hasLoaner}
          onChange={(hasLoaner) => change({ hasLoaner })}
        />
      )}
    </Card>
  )
}
