import { coupon, couponDesk } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { sayInstantShort } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { useToast } from '../../ui/use-toast'
import { useCouponsOf, useFreshly } from './use-coupons'
import { checkWords as words, words as shared } from './words'

type StaffCoupon = couponDesk.StaffCoupon

/** Those that can still be ended. */
const isLive = ({ state }: StaffCoupon): boolean => ['issued', 'claimed', 'returned'].includes(state)

/** All coupons of a customer that are good in this store. */
export function CustomerCoupons({ customerId }: { readonly customerId: string }) {
  const store = useStore()
  const { data, error } = useCouponsOf(customerId)
  const [voidingId, setVoiding] = useState<string | null>(null)
  const voiding = data?.find(({ id }) => id === voidingId)
  return (
    <section className="order-section" aria-label={words.others}>
      <h2>{words.others}</h2>
      <FaultNote error={error} />
      {data && data.length === 0 && <p className="muted">{words.noOthers}</p>}
      {data && data.length > 0 && (
        <table className="lines-table" aria-label={words.others}>
          <thead>
            <tr>
              {words.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {may(store, 'coupon.manage') && <th aria-label={words.void} />}
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <Line key={one.id} one={one} onVoid={() => setVoiding(one.id)} />
            ))}
          </tbody>
        </table>
      )}
      {voiding && <VoidForm key={voiding.id} one={voiding} onDone={() => setVoiding(null)} />}
    </section>
  )
}

function Line({ one, onVoid }: { readonly one: StaffCoupon; readonly onVoid: () => void }) {
  const store = useStore()
  return (
    <tr>
      <td>{one.name}</td>
      <td>{one.says}</td>
      <td className="number">{one.maskedCode}</td>
      <td>{coupon.couponStates[one.state]}</td>
      <td className="number">{sayInstantShort(one.validUntil, store.today)}</td>
      {may(store, 'coupon.manage') && (
        <td className="amount">
          {isLive(one) && (
            <Button size="small" danger type="text" aria-label={words.voidOf(one.name)} onClick={onVoid}>
              {words.void}
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}

function VoidForm({ one, onDone }: { readonly one: StaffCoupon; readonly onDone: () => void }) {
  const toast = useToast()
  const freshly = useFreshly()
  const [text, setText] = useState('')
  const reason = text.trim()
  const action = useAction(
    () => freshly(() => call(couponDesk.voidCoupon, { params: { couponId: one.id }, body: { reason } })),
    () => {
      toast.done(words.voided)
      onDone()
    },
  )
  return (
    <form
      className="reason-form check-form"
      aria-label={words.voidOf(one.name)}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason !== '') action.run()
      }}
    >
      <h3>{words.voidOf(one.name)}</h3>
      <TextField label={words.voidReason} value={text} onChange={setText} max={100} />
      <FaultNote error={action.error} />
      <div className="reason-buttons">
        <Button onClick={onDone}>{shared.back}</Button>
        <Button danger type="primary" htmlType="submit" loading={action.isBusy} disabled={reason === ''}>
          {words.voidSubmit}
        </Button>
      </div>
    </form>
  )
}
