import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { localTime } from '../../../lib/time'
import { FormLine } from './Paper'
import { moneyWords as words } from './SettlementWords'

type View = settlement.SettlementView

interface Props {
  readonly view: View
}

const off = (fen: number): string => (fen === 0 ? words.none : formatFen(-fen))

const couponsOf = ({ coupons }: View): string =>
  coupons.map(({ name, valueFen }) => words.coupon(name, formatFen(-valueFen))).join('；') || words.none

/** `现金 ¥500（2026-11-30）`, a refund with its sign. */
const receiptsOf = ({ receipts }: View): string =>
  receipts
    .map(({ method, amountFen, at }) =>
      words.receipt(settlement.receiptMethods[method], formatFen(amountFen), localTime(new Date(at)).day),
    )
    .join('；') || words.unpaid

/** Of what was settled nothing is due any more, also where some of it went back. */
const partsOf = ({ parts, state }: View): string =>
  parts
    .map(({ payer, payableFen, paidFen, dueFen }) =>
      words.part(
        settlement.payers[payer],
        formatFen(payableFen),
        formatFen(paidFen),
        formatFen(state === 'paid' ? 0 : dueFen),
      ),
    )
    .join('；')

/** What was taken off the price, who pays the rest, and what was paid how. */
export const SettlementMoney = ({ view }: Props) => (
  <>
    <h2>{words.title}</h2>
    <table className="paper-form" aria-label={words.title}>
      <tbody>
        <FormLine
          cells={[
            [words.discount, off(view.discountFen)],
            [words.coupons, couponsOf(view)],
          ]}
        />
        <FormLine cells={[[words.payable, formatFen(view.totalFen - view.discountFen - view.couponFen)]]} />
        <FormLine cells={[[words.parts, partsOf(view)]]} />
        <FormLine cells={[[words.paid, receiptsOf(view)]]} />
      </tbody>
    </table>
  </>
)
