import Taro, { useRouter } from '@tarojs/taro'
import { SharedVisit } from '../../../../features/visit/SharedVisit'
import { useShared } from '../../../../features/visit/visit.api'
import { text } from '../../../../features/visit/visit.text'
import { routes } from '../../../../lib/routes'
import { Card } from '../../../../ui/Card'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

const goHome = () => void Taro.switchTab({ url: routes.home })

/** What a family member sees who was sent a booking. Needs no log-in. */
export default function SharedPage() {
  const token = useRouter().params.token ?? ''
  const { data, error, reload } = useShared(token)
  const isOver = error?.code === 'booking.share_over' || error?.code === 'request.invalid'
  const inside = () => {
    if (isOver)
      return (
        <Empty title={text.share.over} hint={text.share.overHint} action={{ label: text.share.own, onClick: goHome }} />
      )
    if (data) return <SharedVisit visit={data} />
    if (error) return <ErrorState problem={error} onRetry={reload} />
    return (
      <Card>
        <Skeleton rows={5} height={44} />
      </Card>
    )
  }
  return <Page>{inside()}</Page>
}
