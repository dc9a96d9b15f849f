import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayDuration, sayInstant } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Tick } from '../../ui/Tick'
import styles from './AddonCard.module.scss'
import { AddonFinding, SeverityTag } from './AddonFinding'
import { DeclineSheet } from './DeclineSheet'
import { decideAddon, type Addon } from './progress.api'
import { text } from './progress.text'
import { itemsOf, noteOf, sumOfItems } from './quote-lines'
import { useIntent } from './use-intent'

const words = text.addon

/** What is chosen, and what sending it takes. */
function useDecision(addon: Addon, onChanged: Handler) {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [isRiskAccepted, setRisk] = useState(false)
  const [isDeclining, setDeclining] = useState(false)
  const [isRiskMissing, setRiskMissing] = useState(false)
  const idFor = useIntent()
  const items = itemsOf(addon.lines)
  const wanted = items.filter(({ place }) => chosen.includes(place))
  const needsRisk = addon.severity === 'red' && wanted.length < items.length
  const send = useAction(async () => {
    const decision = { approved: wanted.map(({ place }) => place), isRiskAccepted: needsRisk && isRiskAccepted }
    try {
      await decideAddon(addon, decision, idFor([addon.snapshotHash, decision]))
      setDeclining(false)
      toast(words.done)
    } finally {
      await onChanged()
    }
  })
  const submit = () => {
    const isMissing = needsRisk && !isRiskAccepted
    setRiskMissing(isMissing)
    if (isMissing) return
    if (wanted.length === 0) setDeclining(true)
    else void send.run()
  }
  const choose = (place: number, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before, place] : before.filter((other) => other !== place)))
  const accept = (isOn: boolean) => {
    setRisk(isOn)
    setRiskMissing(false)
  }
  return {
    items,
    chosen,
    wanted,
    needsRisk,
    isRiskAccepted,
    isRiskMissing,
    isDeclining,
    setDeclining,
    send,
    submit,
    choose,
    accept,
  }
}

type Decision = ReturnType<typeof useDecision>

/** Each thing that can be wanted or not. None is chosen for the owner. */
function Choices({ decision }: { readonly decision: Decision }) {
  return (
    <>
      {decision.items.map((item) => (
        <Tick
          key={item.place}
          label={words.want(item.labour.name, item.sumFen === null ? words.unpriced : formatFen(item.sumFen))}
          note={noteOf(item)}
          checked={decision.chosen.includes(item.place)}
          onChange={(isOn) => decision.choose(item.place, isOn)}
        />
      ))}
    </>
  )
}

/** What doing it means for when the car can be fetched. */
function MoreTime({ addon }: { readonly addon: Addon }) {
  return (
    <View className={styles.time}>
      {addon.extraMinutes > 0 && <View>{words.more(sayDuration(addon.extraMinutes))}</View>}
      {addon.newPromiseAt && <View>{words.until(sayInstant(addon.newPromiseAt))}</View>}
    </View>
  )
}

/** What stands in the way, and the one button. */
function Send({ decision }: { readonly decision: Decision }) {
  const { wanted, send } = decision
  const isWanted = wanted.length > 0
  const problem = decision.isRiskMissing ? words.riskMissing : send.problem?.title
  return (
    <>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem}
        </View>
      )}
      <View className={styles.action}>
        <ActionButton tone={isWanted ? 'primary' : 'plain'} loading={send.busy} onClick={decision.submit}>
          {isWanted ? words.approve(wanted.length, formatFen(sumOfItems(wanted))) : words.decline}
        </ActionButton>
      </View>
    </>
  )
}

/** Something that was found: the evidence, what it would cost and take, and a decision line by line. */
export function AddonCard({ addon, onChanged }: { readonly addon: Addon; readonly onChanged: Handler }) {
  const decision = useDecision(addon, onChanged)
  const { send } = decision
  return (
    <Card title={addon.title} extra={<SeverityTag severity={addon.severity} />}>
      <View className={styles.ask}>{words.title}</View>
      <AddonFinding addon={addon} />
      <Choices decision={decision} />
      <MoreTime addon={addon} />
      {decision.needsRisk && (
        <View className={styles.risk}>
          <Tick label={words.risk} note={words.riskNote} checked={decision.isRiskAccepted} onChange={decision.accept} />
        </View>
      )}
      <Send decision={decision} />
      <View className={styles.quiet}>{words.defaultNo}</View>
      {decision.isDeclining && (
        <DeclineSheet
          addon={addon}
          busy={send.busy}
          problem={send.problem}
          onConfirm={send.run}
          onClose={() => decision.setDeclining(false)}
        />
      )}
    </Card>
  )
}
