import Taro, { useRouter } from '@tarojs/taro'
import { text } from '../../../../features/pay/pay.text'
import { ReceiptScreen } from '../../../../features/pay/ReceiptScreen'
import { useBill } from '../../../../features/pay/use-bill'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

/** What was paid for one visit. */
export default function ReceiptPage() {
  const { workorderId = '' } = useRouter().params
  const isLoggedIn = useProfile() !== null
  const { bill, error, reload } = useBill(workorderId)
  const inside = () => {
    if (!isLoggedIn) return <Empty title={text.bill.login} action={{ label: text.bill.loginAction, onClick: login }} />
    if (bill) return <ReceiptScreen bill={bill} onChanged={reload} />
    if (error) return <ErrorState problem={error} onRetry={reload} />
    return (
      <Card>
        <Skeleton rows={6} height={44} />
      </Card>
    )
  }
  const toVisit = () => void Taro.redirectTo({ url: routes.visit(workorderId) })
  return (
    <Page
      footer={
        bill && (
          <ActionButton tone="plain" onClick={toVisit}>
            {text.receipt.back}
          </ActionButton>
        )
      }
    >
      {inside()}
    </Page>
  )
}
