import { formatFen } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { ApiProblem } from '../../lib/api'
import type { Handler } from '../../lib/handler'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tappable } from '../../ui/Tappable'
import { canChoose, waysIn } from './bill-words'
import type { Bill, Wanted } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'
import type { BillFlow } from './use-bill'

const words = text.coupons

/** The server says of a coupon why it does not go, where it knows. */
const sayProblem = ({ title, data }: ApiProblem): string =>
  typeof data?.because === 'string' ? words.unfit(data.because) : title

interface ChoiceProps {
  readonly bill: Bill
  readonly onChoose?: (...choices: Wanted[]) => Promise<void>
}

/** The coupons in use, each with what it is worth here. */
function Used({ bill, onChoose }: ChoiceProps) {
  const ids = bill.coupons.map(({ id }) => id)
  if (ids.length === 0)
    return <View className={styles.quiet}>{bill.losers.length > 0 ? words.noneUsed : words.none}</View>
  return (
    <>
      {bill.coupons.map(({ id, name, valueFen, text: why }) => (
        <Cell
          key={id}
          title={name}
          note={why}
          value={
            <View className={styles.deed}>
              <View className={styles.saving}>{words.saves(formatFen(valueFen))}</View>
              {onChoose && (
                <Tappable
                  className={styles.way}
                  label={`${words.without} ${name}`}
                  onClick={() => onChoose(ids.filter((other) => other !== id))}
                >
                  {words.without}
                </Tappable>
              )}
            </View>
          }
        />
      ))}
    </>
  )
}

/** The coupons that are not in use, folded, each with why. */
function Unused({ bill, onChoose }: ChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  const { losers } = bill
  const ids = bill.coupons.map(({ id }) => id)
  if (losers.length === 0) return null
  return (
    <>
      <Cell
        title={words.others(losers.length)}
        value={isOpen ? words.hide : words.show}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen &&
        losers.map(({ id, name, reason }) => (
          <Cell
            key={id}
            title={name}
            note={reason}
            value={
              onChoose && (
                <Tappable
                  className={styles.way}
                  label={`${words.use} ${name}`}
                  onClick={() => onChoose(...waysIn(ids, id))}
                >
                  {words.use}
                </Tappable>
              )
            }
          />
        ))}
    </>
  )
}

/** By whose choice, and whether it can still be changed. */
function sayChoice(bill: Bill): string {
  if (!canChoose(bill)) return bill.coupons.length > 0 ? words.held : ''
  if (!bill.isBest) return words.own
  return bill.coupons.length > 0 ? words.best : ''
}

function Reset({ onReset }: { readonly onReset: Handler }) {
  return (
    <Tappable className={styles.way} onClick={onReset}>
      {words.reset}
    </Tappable>
  )
}

/** Which coupons are used and why, and the others at a touch. */
export function CouponCard({ bill, flow }: { readonly bill: Bill; readonly flow: BillFlow }) {
  const { run, problem } = flow.choose
  const isFree = canChoose(bill)
  if (bill.coupons.length === 0 && !isFree) return null
  const choice = isFree ? { bill, onChoose: run } : { bill }
  return (
    <Card title={words.title} extra={isFree && !bill.isBest && <Reset onReset={() => run(null)} />}>
      <View className={styles.quiet}>{sayChoice(bill)}</View>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {sayProblem(problem)}
        </View>
      )}
      <Used {...choice} />
      <Unused {...choice} />
    </Card>
  )
}
