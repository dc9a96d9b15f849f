import { formatFen } from '@pitlane/kernel'
import Taro, { useRouter } from '@tarojs/taro'
import { VisitCard } from '../../../../features/progress/VisitCard'
import { isInHouse, isOver, useVisits } from '../../../../features/progress/visits'
import { text } from '../../../../features/progress/visits.text'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { sayDay } from '../../../../lib/time'
import { Card } from '../../../../ui/Card'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Cell } from '../../../../ui/Cell'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

const login = () => void requireLogin().catch(() => undefined)

/** Everything that was done to one car. */
export default function HistoryPage() {
  const vehicleId = useRouter().params.vehicleId ?? ''
  const isLoggedIn = useProfile() !== null
  const { data, error, reload } = useVisits(vehicleId)
  const inside = () => {
    if (!isLoggedIn) return <Empty title={text.login} action={{ label: text.loginAction, onClick: login }} />
    if (!data) return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
    const inHouse = data.filter(isInHouse)
    const over = data.filter(isOver)
    if (inHouse.length + over.length === 0) return <Empty title={text.empty} hint={text.emptyHint} />
    return (
      <>
        {inHouse.map((visit) => (
          <VisitCard key={visit.id} visit={visit} />
        ))}
        {over.length > 0 && (
          <Card title={text.past}>
            {over.map(({ id, day, serviceName, storeName, totalFen, state }) => (
              <Cell
                key={id}
                title={serviceName}
                note={`${sayDay(day)} · ${storeName}`}
                value={state === 'cancelled' ? text.cancelled : formatFen(totalFen)}
                onClick={() => void Taro.navigateTo({ url: routes.visit(id) })}
              />
            ))}
          </Card>
        )}
      </>
    )
  }
  return <Page>{inside()}</Page>
}
