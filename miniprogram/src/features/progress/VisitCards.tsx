import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { toast } from '../../lib/toast'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import type { Progress } from './progress.api'
import { text } from './progress.text'
import styles from './VisitCards.module.scss'

/** Who works on it. */
export function Workers({ workers }: Pick<Progress, 'workers'>) {
  if (workers.length === 0) return null
  return (
    <Card title={text.workers.title}>
      {workers.map(({ name, jobName }) => (
        <Cell key={`${name}${jobName}`} title={name} value={jobName} />
      ))}
    </Card>
  )
}

/** What was not done, with when to look again; then what was looked at and is in order. */
export function Findings({ declined, fine }: Pick<Progress, 'declined' | 'fine'>) {
  return (
    <>
      {declined.length > 0 && (
        <Card title={text.declined.title}>
          {declined.map(({ name, hint }) => (
            <Cell key={name} title={name} note={hint ? text.declined.recheck(hint) : text.declined.none} />
          ))}
        </Card>
      )}
      {fine.length > 0 && (
        <Card title={text.fine.title}>
          <View className={styles.fine}>{fine.join('、')}</View>
        </Card>
      )}
    </>
  )
}

/** The number to name on the phone, and what it all comes to. */
export function Facts({ visit }: { readonly visit: Progress }) {
  const copy = async () => {
    await Taro.setClipboardData({ data: visit.number })
    toast(text.facts.copy)
  }
  return (
    <Card>
      {visit.totalFen > 0 && <Cell title={text.facts.total} value={formatFen(visit.totalFen)} />}
      <Cell title={text.facts.car} value={`${visit.plate} ${visit.carName}`} />
      <Cell title={text.facts.store} value={visit.storeName} />
      <Cell title={text.facts.number} value={visit.number} onClick={copy} />
    </Card>
  )
}

/** Changing one's mind is not an error. */
async function dial(phoneNumber: string): Promise<void> {
  await Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
}

/** Rings the store, after saying whom to ask for. */
async function askAdvisor({ storePhone, number }: Progress, name: string): Promise<void> {
  const { confirm } = await Taro.showModal({
    ...{ title: text.ask.title(name), content: text.ask.reason(name, number) },
    ...{ confirmText: text.ask.dial, cancelText: text.ask.later },
  })
  if (confirm) await dial(storePhone)
}

/** Whom to ask. */
export function AskFooter({ visit }: { readonly visit: Progress }) {
  const { advisorName, storePhone } = visit
  return (
    <View className={styles.ask}>
      {advisorName && (
        <ActionButton tone="plain" onClick={() => askAdvisor(visit, advisorName)}>
          {text.ask.advisor}
        </ActionButton>
      )}
      <ActionButton tone="plain" onClick={() => dial(storePhone)}>
        {text.ask.call}
      </ActionButton>
    </View>
  )
}
