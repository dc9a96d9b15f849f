import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Choice } from '../../ui/Choice'
import styles from './AddonCard.module.scss'
import { decideAddon, type Addon } from './progress.api'
import { text } from './progress.text'
import { itemsOf, noteOf, sumOfItems, type Item } from './quote-lines'
import { useIntent } from './use-intent'

const words = text.removal

const answers = [
  { value: 'keep', label: words.keep },
  { value: 'cancel', label: words.cancel },
] as const

/** What is to be left out. Nothing is, until its owner says so. */
function useRemoval(addon: Addon, onChanged: Handler) {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const idFor = useIntent()
  const items = itemsOf(addon.lines)
  const cancelled = items.filter(({ place }) => chosen.includes(place))
  const send = useAction(async () => {
    const decision = { approved: cancelled.map(({ place }) => place), isRiskAccepted: false }
    try {
      await decideAddon(addon, decision, idFor([addon.snapshotHash, decision]))
      toast(text.addon.done)
    } finally {
      await onChanged()
    }
  })
  const choose = (place: number, isOn: boolean) =>
    setChosen((before) => [...before.filter((other) => other !== place), ...(isOn ? [place] : [])])
  return { items, chosen, cancelled, send, choose }
}

type Removal = ReturnType<typeof useRemoval>

interface LineProps {
  readonly item: Item<Addon['lines'][number]>
  readonly removal: Removal
}

/** One job that was agreed to: what it would cost less, and whether it stays. */
function Line({ item, removal }: LineProps) {
  const [name, price] = [item.labour.name, formatFen(item.sumFen ?? 0)]
  return (
    <Choice
      label={words.line(name, price)}
      options={answers}
      value={removal.chosen.includes(item.place) ? 'cancel' : 'keep'}
      onChange={(answer) => removal.choose(item.place, answer === 'cancel')}
    >
      <View className={styles.line}>
        <View>{name}</View>
        <View className={styles.price}>{price}</View>
      </View>
      <View className={styles.quiet}>{noteOf(item)}</View>
    </Choice>
  )
}

interface Props {
  readonly addon: Addon
  /** What the visit comes to as it is agreed now. */
  readonly totalFen: number
  readonly onChanged: Handler
}

/** Something that was agreed to and shall not be done after all (减项): line by line, with what it comes to then. */
export function RemovalCard({ addon, totalFen, onChanged }: Props) {
  const removal = useRemoval(addon, onChanged)
  const { cancelled, send } = removal
  const lessFen = sumOfItems(cancelled)
  const isAny = cancelled.length > 0
  return (
    <Card title={words.title}>
      <View className={styles.finding}>{words.why(addon.finding)}</View>
      {removal.items.map((item) => (
        <Line key={item.place} item={item} removal={removal} />
      ))}
      <View className={styles.total} {...a11y('status')}>
        <View>{isAny ? words.after : words.now}</View>
        <View>{formatFen(totalFen + lessFen)}</View>
      </View>
      {send.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {send.problem.title}
        </View>
      )}
      <View className={styles.action}>
        <ActionButton tone={isAny ? 'primary' : 'plain'} loading={send.busy} onClick={send.run}>
          {isAny ? words.confirm(cancelled.length, formatFen(-lessFen)) : words.keepAll}
        </ActionButton>
      </View>
      <View className={styles.quiet}>{words.safe}</View>
    </Card>
  )
}
