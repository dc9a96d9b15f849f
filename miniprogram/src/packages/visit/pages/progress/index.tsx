import { useRouter } from '@tarojs/taro'
import { useConsent } from '../../../../features/messages/use-consent'
import { VisitNews } from '../../../../features/messages/VisitNews'
import { BillCell, PayButton } from '../../../../features/pay/PayEntry'
import { useBill } from '../../../../features/pay/use-bill'
import { useProgress } from '../../../../features/progress/progress.api'
import { text } from '../../../../features/progress/progress.text'
import { isOver, isReady } from '../../../../features/progress/visits'
import { AskFooter } from '../../../../features/progress/VisitCards'
import { VisitScreen } from '../../../../features/progress/VisitScreen'
import { requireLogin, useProfile } from '../../../../lib/session'
import { Card } from '../../../../ui/Card'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

/** One visit, live. */
export default function VisitPage() {
  const workorderId = useRouter().params.workorderId ?? ''
  const isLoggedIn = useProfile() !== null
  const { data: visit, error, reload } = useProgress(workorderId)
  const hasBill = visit !== undefined && visit.state !== 'cancelled' && (isReady(visit) || isOver(visit))
  const { bill } = useBill(hasBill ? workorderId : undefined)
  const consent = useConsent('visit')
  const askConsent = async () => {
    if (consent.isOffered) await consent.ask.run()
  }
  const inside = () => {
    if (!isLoggedIn) return <Empty title={text.login} action={{ label: text.loginAction, onClick: login }} />
    if (visit) {
      const news = (
        <>
          {bill && <BillCell bill={bill} />}
          {!isOver(visit) && <VisitNews consent={consent} />}
        </>
      )
      return <VisitScreen visit={visit} news={news} askConsent={askConsent} onChanged={reload} />
    }
    if (error) return <ErrorState problem={error} onRetry={reload} />
    return (
      <Card>
        <Skeleton rows={6} height={40} />
      </Card>
    )
  }
  const footer = visit && (
    <>
      {bill && <PayButton bill={bill} />}
      <AskFooter visit={visit} />
    </>
  )
  return <Page footer={footer}>{inside()}</Page>
}
