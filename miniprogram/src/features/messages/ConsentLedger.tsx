import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { canSubscribe } from '../../lib/platform/subscribe'
import { sayInstant } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { CardSkeletons } from '../../ui/CardSkeletons'
import { Cell } from '../../ui/Cell'
import { ErrorState } from '../../ui/ErrorState'
import { Tag } from '../../ui/Tag'
import styles from './ConsentLedger.module.scss'
import { words } from './ledger.text'
import { useLedger, type LedgerRow } from './messages.api'
import { text } from './messages.text'
import { useConsent } from './use-consent'

/** Whether one kind may be sent, how often, and when it was last. */
function Kind({ row }: { readonly row: LedgerRow }) {
  const { title, what } = words.kinds[row.key]
  const last = row.lastSentAt ? words.sent(sayInstant(row.lastSentAt)) : words.neverSent
  return (
    <Cell
      title={title}
      note={
        <>
          <View>{what}</View>
          <View>{last}</View>
        </>
      }
      value={row.left > 0 ? <Tag tone="done">{words.left(row.left)}</Tag> : <Tag tone="muted">{words.none}</Tag>}
    />
  )
}

/** Asks WeChat for one more message of each kind. */
function AskAgain({ onGranted }: { readonly onGranted: () => Promise<void> }) {
  const { isOffered, answer, ask } = useConsent('ledger', onGranted)
  if (!isOffered) return null
  return (
    <>
      {answer && (
        <View className={styles.said} {...a11y('status')}>
          {text.remind[answer]}
        </View>
      )}
      {ask.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {ask.problem.title}
        </View>
      )}
      <View className={styles.action}>
        <ActionButton loading={ask.busy} onClick={ask.run}>
          {words.ask}
        </ActionButton>
      </View>
    </>
  )
}

/** What may be sent to the owner, and by which way. */
export function ConsentLedger() {
  const { data, error, reload } = useLedger()
  if (!data) return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
  const offered = data.filter(({ isOffered, left }) => isOffered || left > 0)
  return (
    <>
      <Card title={words.wechat}>
        <View className={styles.why}>{offered.length > 0 ? words.why : words.off}</View>
        {offered.map((row) => (
          <Kind key={row.key} row={row} />
        ))}
        {canSubscribe() ? (
          <AskAgain onGranted={reload} />
        ) : (
          offered.length > 0 && <View className={styles.why}>{words.onlyWechat}</View>
        )}
      </Card>
      <Card title={words.others}>
        <Cell title={words.inApp} note={words.inAppNote} value={<Tag tone="done">{words.always}</Tag>} />
        <Cell title={words.sms} note={words.smsNote} value={<Tag tone="done">{words.whenNeeded}</Tag>} />
      </Card>
    </>
  )
}
