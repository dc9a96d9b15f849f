import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayInstant } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Sheet } from '../../ui/Sheet'
import { Tag } from '../../ui/Tag'
import { QuoteLines } from './Lines'
import { confirmQuote, type Quote } from './progress.api'
import { text } from './progress.text'
import styles from './QuoteCard.module.scss'
import { useIntent } from './use-intent'

const words = text.quote

interface Props {
  readonly workorderId: string
  readonly quote: Quote
  /** Asks in WeChat whether we may tell how it goes on; first thing in the tap, as WeChat wants it. */
  readonly askConsent: () => Promise<void>
  readonly onChanged: Handler
}

/** A quote that waits for a yes. Nothing is done without it. */
export function QuoteCard({ workorderId, quote, askConsent, onChanged }: Props) {
  const idFor = useIntent()
  const confirm = useAction(async () => {
    await askConsent()
    try {
      await confirmQuote(workorderId, quote, idFor([quote.version, quote.snapshotHash]))
      toast(words.confirmed)
    } finally {
      await onChanged()
    }
  })
  return (
    <Card title={words.title} extra={<Tag tone="wait">{formatFen(quote.totalFen)}</Tag>}>
      <QuoteLines quote={quote} />
      {quote.note && <View className={styles.note}>{quote.note}</View>}
      {quote.promisedAt && <View className={styles.until}>{words.until(sayInstant(quote.promisedAt))}</View>}
      {confirm.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {confirm.problem.title}
        </View>
      )}
      <View className={styles.action}>
        <ActionButton loading={confirm.busy} onClick={confirm.run}>
          {words.confirm(formatFen(quote.totalFen))}
        </ActionButton>
      </View>
      <View className={styles.safe}>{words.safe}</View>
    </Card>
  )
}

/** A quote that was agreed to: what it came to, and its lines at a touch. */
export function AgreedQuote({ quote }: { readonly quote: Quote }) {
  const [isOpen, setOpen] = useState(false)
  const { authorisedAt, method } = quote
  if (!authorisedAt) return null
  const how = `${sayInstant(authorisedAt)} ${method ? words.way[method] : ''}`.trim()
  return (
    <Card>
      <Cell title={words.agreedTitle} note={how} value={formatFen(quote.totalFen)} onClick={() => setOpen(true)} />
      <Sheet open={isOpen} title={words.agreedTitle} onClose={() => setOpen(false)}>
        <QuoteLines quote={quote} />
        {quote.note && <View className={styles.note}>{quote.note}</View>}
      </Sheet>
    </Card>
  )
}
