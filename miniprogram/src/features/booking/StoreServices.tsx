import type { catalog, store } from '@pitlane/contract'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { Skeleton } from '../../ui/Skeleton'
import { useServices } from './booking.api'
import { text } from './booking.text'
import { callStore } from './call-store'
import { ServiceList } from './ServiceList'

interface Props {
  /** Undefined while the stores are being loaded. */
  readonly store: store.StoreView | undefined
  readonly fuel: catalog.Fuel | undefined
  readonly onChoose: (service: catalog.ServiceView) => void
}

/** What the store offers in whatever state that is. */
export function StoreServices({ store, fuel, onChoose }: Props) {
  const { data, error, reload } = useServices(store?.id)
  if (store && data?.length === 0)
    return (
      <Empty
        title={text.service.empty}
        hint={text.service.emptyHint}
        action={{ label: text.callStore, onClick: () => callStore(store.phone) }}
      />
    )
  if (data) return <ServiceList services={data} fuel={fuel} onChoose={onChoose} />
  if (error) return <ErrorState problem={error} onRetry={reload} />
  return (
    <Card>
      <Skeleton rows={6} height={52} />
    </Card>
  )
}
