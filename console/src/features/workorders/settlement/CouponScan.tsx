import { settlement } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { may, useStore } from '../../../lib/staff'
import { FaultNote } from '../../../ui/FaultNote'
import { useToast } from '../../../ui/use-toast'
import { useCommand } from '../use-command'
import { words } from './words'

interface Props {
  readonly view: settlement.SettlementView
  readonly onTaken: () => void
}

/** A scanner types what it reads and ends with Enter; a code of twelve digits is typed by hand. */
export function CouponScan({ view, onTaken }: Props) {
  const store = useStore()
  const toast = useToast()
  const [text, setText] = useState('')
  const code = text.trim()
  const action = useCommand(settlement.scanCoupon, () => {
    setText('')
    onTaken()
    toast.done(words.scanned)
  })
  if (!may(store, 'coupon.redeem')) return null
  return (
    <form
      className="bill-part"
      aria-label={words.scan}
      onSubmit={(event) => {
        event.preventDefault()
        if (code !== '') action.run({ workorderId: view.workorderId }, { code })
      }}
    >
      <div className="check-line">
        <Input
          aria-label={words.scan}
          value={text}
          placeholder={words.scanExample}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" loading={action.isBusy} disabled={code === ''}>
          {words.scanSubmit}
        </Button>
      </div>
      <FaultNote error={action.error} />
    </form>
  )
}
