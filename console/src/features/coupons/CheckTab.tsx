import { coupon, couponDesk } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Facts } from '../../ui/Facts'
import { FaultNote } from '../../ui/FaultNote'
import { CustomerCoupons } from './CustomerCoupons'
import { checkWords as words } from './words'

type Checked = couponDesk.Checked

const CODE = /^\d{12}$/

/** At the counter: a typed code or a scanned one, and what it is worth here and now. It redeems nothing. */
export function CheckTab() {
  const store = useStore()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Checked | null>(null)
  const action = useAction((given: string) => {
    const digits = given.replace(/[\s-]/g, '')
    const params = { storeId: store.id }
    setFound(null)
    return CODE.test(digits)
      ? call(couponDesk.checkCode, { params, body: { code: digits } })
      : call(couponDesk.checkQr, { params, body: { payload: given } })
  }, setFound)
  const given = text.trim()
  return (
    <div className="board-main till-main">
      <form
        className="order-form check-form"
        aria-label={words.label}
        onSubmit={(event) => {
          event.preventDefault()
          if (given !== '') action.run(given)
        }}
      >
        <h2>{words.label}</h2>
        <p className="muted">{words.text}</p>
        <div className="check-line">
          <Input
            autoFocus
            size="large"
            aria-label={words.code}
            value={text}
            placeholder={words.example}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
          <Button size="large" type="primary" htmlType="submit" loading={action.isBusy} disabled={given === ''}>
            {words.submit}
          </Button>
        </div>
        <FaultNote error={action.error} />
      </form>
      {found && <Found checked={found} />}
      {found && may(store, 'coupon.read') && <CustomerCoupons customerId={found.customerId} />}
    </div>
  )
}

function Found({ checked }: { readonly checked: Checked }) {
  const { today } = useStore()
  const { facts } = words
  const { name, refusal, type, state, says, limits, validFrom, validUntil, terms } = checked
  return (
    <section className="order-section" aria-label={words.result}>
      <header className="order-section-head">
        <h2>{name}</h2>
        <span className={`tag ${refusal === null ? 'tone-done' : 'tone-stop'}`}>{refusal ?? words.usable}</span>
      </header>
      <Facts
        facts={[
          { label: facts.says, value: says },
          { label: facts.type, value: coupon.couponTypes[type] },
          { label: facts.state, value: coupon.couponStates[state] },
          { label: facts.limits, value: limits.join('；') },
          { label: facts.valid, value: words.span(sayInstant(validFrom, today), sayInstant(validUntil, today)) },
          { label: facts.terms, value: terms },
        ]}
      />
    </section>
  )
}
