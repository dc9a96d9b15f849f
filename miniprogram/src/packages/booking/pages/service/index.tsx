import type { catalog, store } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useServices, useStores } from '../../../../features/booking/booking.api'
import { text } from '../../../../features/booking/booking.text'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { callStore } from '../../../../features/booking/call-store'
import { carModel, carPlate } from '../../../../features/booking/car-name'
import { CarSheet } from '../../../../features/booking/CarSheet'
import { ServiceList } from '../../../../features/booking/ServiceList'
import { preselect, rememberStore } from '../../../../features/booking/store-choice'
import { StorePicker } from '../../../../features/booking/StorePicker'
import { useGarage } from '../../../../features/garage/garage.api'
import { routes } from '../../../../lib/routes'
import { Card } from '../../../../ui/Card'
import { Cell } from '../../../../ui/Cell'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

type Store = store.StoreView
type Service = catalog.ServiceView

interface OfferProps {
  readonly store: Store
  readonly fuel: catalog.Fuel | undefined
  readonly onChoose: (service: Service) => void
}

function Offer({ store: chosen, fuel, onChoose }: OfferProps) {
  const services = useServices(chosen.id)
  if (services.data?.length === 0)
    return (
      <Empty
        title={text.service.empty}
        hint={text.service.emptyHint}
        action={{ label: text.callStore, onClick: () => callStore(chosen.phone) }}
      />
    )
  if (services.data) return <ServiceList services={services.data} fuel={fuel} onChoose={onChoose} />
  if (services.error) return <ErrorState problem={services.error} onRetry={services.reload} />
  return (
    <Card>
      <Skeleton rows={6} height={52} />
    </Card>
  )
}

/** Step 1: where and what. The store and the car are filled in; one tap on a service goes on. */
export default function ServicePage() {
  const query = useBookingQuery()
  const stores = useStores()
  const cars = useGarage()
  const [storeId, setStoreId] = useState(query.storeId)
  const [vehicleId, setVehicleId] = useState(query.vehicleId)
  const [picksCar, setPicksCar] = useState(false)

  const chosen = stores.data && preselect(stores.data, storeId)
  const car = cars.data?.find((c) => c.id === vehicleId) ?? cars.data?.[0]

  const goOn = (service: Service) => {
    if (!chosen) return
    if (!service.isBookable) return void callStore(chosen.phone, text.service.byPhoneHint)
    rememberStore(chosen.id)
    void Taro.navigateTo({ url: routes.slot({ storeId: chosen.id, serviceId: service.id, vehicleId: car?.id }) })
  }

  if (stores.error && !stores.data)
    return (
      <Page>
        <ErrorState problem={stores.error} onRetry={stores.reload} />
      </Page>
    )
  if (stores.data && !chosen)
    return (
      <Page>
        <Empty title={text.stores.empty} hint={text.stores.emptyHint} />
      </Page>
    )
  return (
    <Page>
      <Card>
        {stores.data && chosen ? (
          <StorePicker stores={stores.data} chosen={chosen} onChoose={(s) => setStoreId(s.id)} />
        ) : (
          <Skeleton rows={1} height={52} />
        )}
        {car && (
          <Cell
            title={carPlate(car.plate)}
            note={carModel(car)}
            value={text.change}
            onClick={() => setPicksCar(true)}
          />
        )}
      </Card>
      {chosen ? (
        <Offer key={chosen.id} store={chosen} fuel={car?.fuel} onChoose={goOn} />
      ) : (
        <View>
          <Card>
            <Skeleton rows={6} height={52} />
          </Card>
        </View>
      )}
      <CarSheet
        open={picksCar}
        cars={cars.data ?? []}
        chosenId={car?.id}
        onChoose={(c) => setVehicleId(c.id)}
        onClose={() => setPicksCar(false)}
      />
    </Page>
  )
}
