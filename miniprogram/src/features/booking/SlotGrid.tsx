import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { formatMinute } from '../../lib/time'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import type { DayPart } from './day-parts'
import { groupSlots, isFree, type SlotGroup } from './slot-groups'
import styles from './SlotGrid.module.scss'

type Slot = booking.SlotView

/** A recommended time, and why in a word; `isPriced` when the word says what it costs. */
export interface Pick {
  readonly minute: Minute
  readonly word: string
  readonly isPriced: boolean
}

interface Props {
  readonly slots: readonly Slot[]
  readonly chosen: Minute | undefined
  /** Times that somebody took while the owner was looking. */
  readonly justTaken: ReadonlySet<Minute>
  /** The time that is being given up for another, when it is on this day. */
  readonly own?: Minute | undefined
  /** Times that are recommended, with the word why. */
  readonly picks: readonly Pick[]
  readonly onChoose: (minute: Minute) => void
  /** Offers to wait for a part of the day of which everything is taken. */
  readonly onWait?: ((part: DayPart) => void) | undefined
}

interface ChipProps {
  readonly slot: Slot
  readonly isChosen: boolean
  readonly isJustTaken: boolean
  readonly isOwn: boolean
  /** Why it is recommended, where it stands among those. */
  readonly pick?: Pick | undefined
  readonly onChoose: (minute: Minute) => void
}

function wordFor({ slot, isJustTaken, isOwn, pick }: ChipProps): string {
  if (isOwn) return text.slots.own
  if (!isFree(slot)) return isJustTaken ? text.slots.justTaken : text.slots.full
  if (pick) return pick.word
  return slot.level === 'few' ? text.slots.few : ''
}

/** The word for it and what it saves. */
function SlotWords({
  word,
  off,
  isReason,
}: {
  readonly word: string
  readonly off: string
  readonly isReason: boolean
}) {
  if (!word && !off) return null
  return (
    <View className={styles.words}>
      {word && <View className={classes(styles.word, isReason && styles.reason)}>{word}</View>}
      {off && <View className={styles.off}>{off}</View>}
    </View>
  )
}

/** How a time looks that cannot be chosen. */
function closedLook({ slot, isOwn, isJustTaken }: ChipProps): (string | false | undefined)[] {
  if (isOwn) return [styles.own]
  return isFree(slot) ? [] : [styles.full, isJustTaken && styles.justTaken]
}

function SlotChip(props: ChipProps) {
  const { slot, isChosen, isOwn, pick, onChoose } = props
  const word = wordFor(props)
  const isOpen = isFree(slot) && !isOwn
  const off = isOpen && slot.percentOff > 0 ? text.slots.off(slot.percentOff) : ''
  return (
    <Tappable
      role="radio"
      checked={isChosen}
      disabled={!isOpen}
      label={[formatMinute(slot.minute), word, off].filter(Boolean).join(' ')}
      className={classes(styles.slot, isChosen && styles.chosen, ...closedLook(props))}
      onClick={() => onChoose(slot.minute)}
    >
      <View className={styles.time}>{formatMinute(slot.minute)}</View>
      <SlotWords word={word} off={pick?.isPriced ? '' : off} isReason={pick !== undefined} />
    </Tappable>
  )
}

/** The name of a part, and what to do when it is full. */
function PartHead({ group, onWait }: { readonly group: SlotGroup; readonly onWait: Props['onWait'] }) {
  const name = text.slots[group.part]
  if (!onWait || group.slots.some(isFree)) return <View className={styles.part}>{name}</View>
  return (
    <View className={styles.fullPart}>
      <View className={styles.part}>{text.slots.partFull(name)}</View>
      <Tappable className={styles.wait} label={`${name} ${text.slots.wait}`} onClick={() => onWait(group.part)}>
        {text.slots.wait}
      </Tappable>
    </View>
  )
}

/** The recommended times, then the day in its three parts. */
export function SlotGrid({ slots, chosen, justTaken, own, picks, onChoose, onWait }: Props) {
  const chip = (slot: Slot, pick?: Pick) => (
    <SlotChip
      key={slot.minute}
      slot={slot}
      pick={pick}
      isChosen={slot.minute === chosen}
      isJustTaken={justTaken.has(slot.minute)}
      isOwn={slot.minute === own}
      onChoose={onChoose}
    />
  )
  return (
    <View className={styles.groups}>
      {picks.length > 0 && (
        <View className={styles.group}>
          <View className={styles.part}>{text.slots.recommended}</View>
          <View className={styles.grid}>
            {picks.map((pick) => {
              const slot = slots.find(({ minute }) => minute === pick.minute)
              return slot && chip(slot, pick)
            })}
          </View>
        </View>
      )}
      {groupSlots(slots).map((group) => (
        <View key={group.part} className={styles.group}>
          <PartHead group={group} onWait={onWait} />
          <View className={styles.grid}>{group.slots.map((slot) => chip(slot))}</View>
        </View>
      ))}
    </View>
  )
}
