import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Alert, Button } from 'antd'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import { useCommand } from '../use-command'
import { words } from './words'

interface Props {
  readonly view: settlement.SettlementView
}

/** A payment in WeChat that is under way: until when, and the way to pay at the desk after all. */
export function OpenOrder({ view }: Props) {
  const { today } = useStore()
  const action = useCommand(settlement.closeOrder)
  const { openOrder, workorderId } = view
  if (!openOrder) return null
  const close = (
    <Button loading={action.isBusy} onClick={() => action.run({ workorderId }, {})}>
      {words.toDesk}
    </Button>
  )
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={words.openOrder(formatFen(openOrder.amountFen), sayInstant(openOrder.expiresAt, today))}
        description={words.openOrderHint}
        action={view.may.includes('receive') ? close : undefined}
      />
      <FaultNote error={action.error} />
    </>
  )
}
