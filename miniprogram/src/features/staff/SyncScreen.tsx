import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { backOr } from '../../lib/back-or'
import type { Handler } from '../../lib/handler'
import { isHeldUp, type Command } from '../../lib/offline-queue'
import { routes } from '../../lib/routes'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Card } from '../../ui/Card'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { BigButton } from './BigButton'
import { StaffEmpty } from './StaffEmpty'
import { queue, useQueue } from './staff-queue'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.sync

const kindOf = ({ kind }: Command): string => (words.kinds as Readonly<Record<string, string>>)[kind] ?? kind

interface ItemProps {
  readonly command: Command
  /** It builds upon something that was refused. */
  readonly isHeld: boolean
  readonly onRetry: Handler
  readonly onDrop: () => void
}

/** One thing that waits; when it was refused, why, and what can be done. */
function Item({ command, isHeld, onRetry, onDrop }: ItemProps) {
  const { label, at, photos, refusal } = command
  const facts = [...(at ? [words.at(sayInstant(at))] : []), ...(photos.length > 0 ? [words.photos(photos.length)] : [])]
  return (
    <Card>
      <View className={styles.title}>{kindOf(command)}</View>
      <View className={styles.fault}>{label}</View>
      <View className={styles.hint}>{facts.join(' · ')}</View>
      {isHeld && !refusal && <View className={styles.hint}>{words.held}</View>}
      {refusal && (
        <>
          <View className={styles.problem} {...a11y('alert')}>
            {refusal.title}
          </View>
          <View className={styles.row}>
            <BigButton tone="plain" onClick={onDrop}>
              {words.drop}
            </BigButton>
            <BigButton onClick={onRetry}>{words.retry}</BigButton>
          </View>
        </>
      )}
    </Card>
  )
}

/** What to press: to log in again, or to send now. */
function Push({ isOver }: { readonly isOver: boolean }) {
  return (
    <View className={styles.form}>
      {isOver ? (
        <BigButton onClick={() => void Taro.navigateTo({ url: routes.staffLogin })}>{words.login}</BigButton>
      ) : (
        <BigButton tone="plain" onClick={() => queue.kick()}>
          {words.now}
        </BigButton>
      )}
    </View>
  )
}

interface Props {
  /** The version that the server has now, of what a command is about. */
  readonly versionOf: (command: Command) => Promise<number | undefined>
}

/** Everything that the store has not heard of yet. */
export function SyncScreen({ versionOf }: Props) {
  const { own, others, condition } = useQueue()
  const [leaving, setLeaving] = useState<Command>()
  const retry = useAction(async (command: Command) => queue.retry(command.requestId, await versionOf(command)))
  const waits = own.some((command) => !command.refusal && !isHeldUp(own, command))
  const drop = () => {
    if (leaving) queue.drop(leaving.requestId)
    setLeaving(undefined)
  }
  return (
    <>
      {own.length === 0 && (
        <StaffEmpty
          title={words.none}
          hint={words.noneHint}
          action={{ label: text.job.back, onClick: () => backOr(routes.staff) }}
        />
      )}
      {waits && (
        <View className={styles.stale} {...a11y('status')}>
          {words[condition]}
        </View>
      )}
      {own.map((command) => (
        <Item
          key={command.requestId}
          command={command}
          isHeld={isHeldUp(own, command)}
          onRetry={() => retry.run(command)}
          onDrop={() => setLeaving(command)}
        />
      ))}
      {waits && <Push isOver={condition === 'login'} />}
      {others > 0 && <View className={styles.stale}>{words.others(others)}</View>}
      <ConfirmSheet
        open={leaving !== undefined}
        title={words.dropTitle}
        loss={words.dropLoss(leaving ? `${kindOf(leaving)} ${leaving.label}` : '')}
        confirm={words.drop}
        keep={words.dropKeep}
        onConfirm={drop}
        onClose={() => setLeaving(undefined)}
      />
    </>
  )
}
