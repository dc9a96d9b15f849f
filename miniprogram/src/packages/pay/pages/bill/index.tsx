import Taro, { useRouter } from '@tarojs/taro'
import { BillScreen } from '../../../../features/pay/BillScreen'
import { PayFooter } from '../../../../features/pay/PayFooter'
import { text } from '../../../../features/pay/pay.text'
import { useBill } from '../../../../features/pay/use-bill'
import { usePayment } from '../../../../features/pay/use-payment'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { Card } from '../../../../ui/Card'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

const words = text.bill

/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

/** The bill of one visit, and paying it. */
export default function BillPage() {
  const { workorderId = '', orderId } = useRouter().params
  const isLoggedIn = useProfile() !== null
  const flow = useBill(workorderId)
  const toReceipt = () => void Taro.redirectTo({ url: routes.receipt(workorderId) })
  const payment = usePayment({ workorderId, flow, leftOrderId: isLoggedIn ? orderId : undefined, onPaid: toReceipt })
  const { bill, error, reload } = flow
  const inside = () => {
    if (!isLoggedIn) return <Empty title={words.login} action={{ label: words.loginAction, onClick: login }} />
    if (bill?.state === 'paid')
      return <Empty title={words.settled} action={{ label: text.entry.receipt, onClick: toReceipt }} />
    if (bill?.lines.length === 0) return <Empty title={words.empty} hint={words.notReady} />
    if (bill) return <BillScreen bill={bill} flow={flow} payment={payment} />
    if (error) return <ErrorState problem={error} onRetry={reload} />
    return (
      <Card>
        <Skeleton rows={6} height={44} />
      </Card>
    )
  }
  const footer = bill?.canPay && <PayFooter bill={bill} payment={payment} isChoosing={flow.choose.busy} />
  return <Page footer={footer}>{inside()}</Page>
}
