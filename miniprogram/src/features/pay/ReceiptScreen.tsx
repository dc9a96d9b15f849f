import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tag } from '../../ui/Tag'
import { BillLines } from './BillLines'
import { methodName, othersOf, ownPaidFen, payerName } from './bill-words'
import { InvoiceSheet } from './InvoiceSheet'
import type { Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'

const words = text.receipt

function Head({ bill }: { readonly bill: Bill }) {
  const isPaid = bill.state === 'paid'
  return (
    <Card title={words.sum} extra={<Tag tone={isPaid ? 'done' : 'wait'}>{isPaid ? words.paid : words.partly}</Tag>}>
      <View className={styles.figure}>
        <View className={styles.due}>{formatFen(ownPaidFen(bill))}</View>
      </View>
      {bill.dueFen > 0 && <Cell title={words.due} value={formatFen(bill.dueFen)} />}
      {othersOf(bill).map(({ payer, payableFen, paidFen }) => (
        <Cell
          key={payer}
          title={text.bill.by(payerName(payer))}
          note={paidFen > 0 ? text.bill.otherPaid(formatFen(paidFen)) : text.bill.otherNote}
          value={formatFen(payableFen)}
        />
      ))}
    </Card>
  )
}

/** Money in and back, and what is on its way back. */
function Records({ bill }: { readonly bill: Bill }) {
  const { receipts, pendingRefunds } = bill
  return (
    <Card title={words.records}>
      {receipts.length === 0 && <View className={styles.quiet}>{words.none}</View>}
      {receipts.map(({ id, kind, method, amountFen, at }) => (
        <Cell
          key={id}
          title={kind === 'refund' ? words.refund(methodName(method)) : methodName(method)}
          note={sayInstant(at)}
          value={formatFen(amountFen)}
        />
      ))}
      {pendingRefunds.map(({ id, state, amountFen }) => (
        <Cell key={id} title={words.refundState(state)} note={words.pendingNote} value={formatFen(-amountFen)} />
      ))}
    </Card>
  )
}

function InvoiceCard({ bill, onOpen }: { readonly bill: Bill; readonly onOpen: Handler }) {
  const { invoice } = bill
  const said = text.invoice
  if (!invoice) return <Cell title={said.none} note={said.noneNote} onClick={onOpen} />
  const details = [
    said.kinds[invoice.kind],
    invoice.taxNumber && said.taxNumber(invoice.taxNumber),
    invoice.email && said.to(invoice.email),
  ]
  return <Cell title={invoice.title} note={details.filter(Boolean).join(' · ')} value={said.change} onClick={onOpen} />
}

interface Props {
  readonly bill: Bill
  readonly onChanged: Handler
}

/** What was paid and how, what went back, and for whom the invoice is. */
export function ReceiptScreen({ bill, onChanged }: Props) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Head bill={bill} />
      <Records bill={bill} />
      {bill.coupons.length > 0 && (
        <Card title={text.coupons.title}>
          {bill.coupons.map(({ id, name, valueFen }) => (
            <Cell key={id} title={name} value={text.coupons.saves(formatFen(valueFen))} />
          ))}
        </Card>
      )}
      <Card title={text.invoice.title}>
        <InvoiceCard bill={bill} onOpen={() => setAsking(true)} />
      </Card>
      <Card title={text.bill.lines}>
        <BillLines bill={bill} />
      </Card>
      {isAsking && <InvoiceSheet bill={bill} onDone={onChanged} onClose={() => setAsking(false)} />}
    </>
  )
}
