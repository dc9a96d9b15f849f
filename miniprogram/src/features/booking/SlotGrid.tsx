import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { formatMinute } from '../../lib/time'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import { groupSlots, isFree } from './slot-groups'
import styles from './SlotGrid.module.scss'

type Slot = booking.SlotView

interface Props {
  readonly slots: readonly Slot[]
  readonly chosen: Minute | undefined
  /** Times that somebody took while the owner was looking. */
  readonly justTaken: ReadonlySet<Minute>
  readonly onChoose: (minute: Minute) => void
}

interface ChipProps {
  readonly slot: Slot
  readonly isChosen: boolean
  readonly isJustTaken: boolean
  /** Said below the time instead of its level. */
  readonly reason?: string | undefined
  readonly onChoose: (minute: Minute) => void
}

function wordFor({ slot, isJustTaken, reason }: ChipProps): string {
  if (isJustTaken) return text.slots.justTaken
  if (!isFree(slot)) return text.slots.full
  if (reason) return reason
  return slot.level === 'few' ? text.slots.few : ''
}

function SlotChip(props: ChipProps) {
  const { slot, isChosen, isJustTaken, reason, onChoose } = props
  const word = wordFor(props)
  return (
    <Tappable
      role="radio"
      checked={isChosen}
      disabled={!isFree(slot)}
      label={`${formatMinute(slot.minute)} ${word}`}
      className={classes(
        styles.slot,
        isChosen && styles.chosen,
        !isFree(slot) && styles.full,
        isJustTaken && styles.justTaken,
      )}
      onClick={() => onChoose(slot.minute)}
    >
      <View className={styles.time}>{formatMinute(slot.minute)}</View>
      {word && <View className={classes(styles.word, reason && styles.reason)}>{word}</View>}
    </Tappable>
  )
}

/** The recommended times, then the day in its three parts. */
export function SlotGrid({ slots, chosen, justTaken, onChoose }: Props) {
  const recommended = slots.filter((slot) => slot.recommended && isFree(slot))
  const chip = (slot: Slot, reason?: string) => (
    <SlotChip
      key={slot.minute}
      slot={slot}
      reason={reason}
      isChosen={slot.minute === chosen}
      isJustTaken={justTaken.has(slot.minute)}
      onChoose={onChoose}
    />
  )
  return (
    <View className={styles.groups}>
      {recommended.length > 0 && (
        <View className={styles.group}>
          <View className={styles.part}>{text.slots.recommended}</View>
          <View className={styles.grid}>
            {recommended.map((slot) => chip(slot, slot.recommended ? text.slots[slot.recommended] : undefined))}
          </View>
        </View>
      )}
      {groupSlots(slots).map((group) => (
        <View key={group.part} className={styles.group}>
          <View className={styles.part}>{text.slots[group.part]}</View>
          <View className={styles.grid}>{group.slots.map((slot) => chip(slot))}</View>
        </View>
      ))}
    </View>
  )
}
