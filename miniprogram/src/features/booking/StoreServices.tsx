import type { catalog, store } from '@pitlane/contract'
import type { Remote } from '../../lib/use-remote'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { Skeleton } from '../../ui/Skeleton'
import { text } from './booking.text'
import { callStore } from './call-store'
import { ServiceList } from './ServiceList'
import type { ServiceChoice } from './use-service-choice'

interface Props {
  /** Undefined while the stores are being loaded. */
  readonly store: store.StoreView | undefined
  readonly offered: Remote<catalog.ServiceView[] | undefined>
  readonly fuel: catalog.Fuel | undefined
  readonly choice: ServiceChoice
  /** One service and nothing else. */
  readonly onOne: (service: catalog.ServiceView) => void
}

/** What the store offers in whatever state that is. */
export function StoreServices({ store, offered: { data, error, reload }, fuel, choice, onOne }: Props) {
  if (store && data?.length === 0)
    return (
      <Empty
        title={text.service.empty}
        hint={text.service.emptyHint}
        action={{ label: text.callStore, onClick: () => callStore(store.phone) }}
      />
    )
  if (data) return <ServiceList services={data} fuel={fuel} choice={choice} onOne={onOne} />
  if (error) return <ErrorState problem={error} onRetry={reload} />
  return (
    <Card>
      <Skeleton rows={6} height={52} />
    </Card>
  )
}
