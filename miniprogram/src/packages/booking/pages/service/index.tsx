import type { catalog } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useServices, useStores } from '../../../../features/booking/booking.api'
import { text } from '../../../../features/booking/booking.text'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { callStore } from '../../../../features/booking/call-store'
import { ChoiceFooter } from '../../../../features/booking/ChoiceFooter'
import { ServicePlace } from '../../../../features/booking/ServicePlace'
import { preselect, rememberStore } from '../../../../features/booking/store-choice'
import { StoreServices } from '../../../../features/booking/StoreServices'
import { useChosenCar } from '../../../../features/booking/use-chosen-car'
import { useServiceChoice } from '../../../../features/booking/use-service-choice'
import { useGarage } from '../../../../features/garage/garage.api'
import { routes } from '../../../../lib/routes'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

/** Step 1: where and what. The store and the car are filled in; one tap on a service goes on, ticks gather several. */
export default function ServicePage() {
  const query = useBookingQuery()
  const stores = useStores()
  const car = useChosenCar(useGarage(), query.vehicleId)
  const [storeId, setStoreId] = useState(query.storeId)
  const store = stores.data && preselect(stores.data, storeId)
  const offered = useServices(store?.id)
  const choice = useServiceChoice(offered.data, query.serviceIds)

  const goOn = async (services: readonly catalog.ServiceView[]) => {
    if (!store) return
    rememberStore(store.id)
    const serviceIds = services.map(({ id }) => id)
    await Taro.navigateTo({
      url: routes.slot({
        storeId: store.id,
        serviceIds,
        vehicleId: car.car?.id,
        familyId: car.car?.familyId ?? undefined,
      }),
    })
  }
  const one = (service: catalog.ServiceView) =>
    void (store && !service.isBookable ? callStore(store.phone, text.service.byPhoneHint) : goOn([service]))
  const inside = () => {
    if (stores.error && !stores.data) return <ErrorState problem={stores.error} onRetry={stores.reload} />
    if (stores.data && !store) return <Empty title={text.stores.empty} hint={text.stores.emptyHint} />
    return (
      <>
        <ServicePlace stores={stores.data} chosen={store} onChoose={(s) => setStoreId(s.id)} car={car} />
        <StoreServices
          key={store?.id}
          store={store}
          offered={offered}
          fuel={car.car?.fuel}
          choice={choice}
          onOne={one}
        />
      </>
    )
  }
  const footer = choice.chosen.length > 0 && (
    <ChoiceFooter services={choice.chosen} onNext={() => goOn(choice.chosen)} />
  )
  return <Page footer={footer}>{inside()}</Page>
}
