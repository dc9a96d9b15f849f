import type { catalog } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useStores } from '../../../../features/booking/booking.api'
import { text } from '../../../../features/booking/booking.text'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { callStore } from '../../../../features/booking/call-store'
import { ServicePlace } from '../../../../features/booking/ServicePlace'
import { preselect, rememberStore } from '../../../../features/booking/store-choice'
import { StoreServices } from '../../../../features/booking/StoreServices'
import { useChosenCar } from '../../../../features/booking/use-chosen-car'
import { useGarage } from '../../../../features/garage/garage.api'
import { routes } from '../../../../lib/routes'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

/** Step 1: where and what. The store and the car are filled in; one tap on a service goes on. */
export default function ServicePage() {
  const query = useBookingQuery()
  const stores = useStores()
  const car = useChosenCar(useGarage(), query.vehicleId)
  const [storeId, setStoreId] = useState(query.storeId)
  const chosen = stores.data && preselect(stores.data, storeId)

  const goOn = async (service: catalog.ServiceView) => {
    if (!chosen) return
    if (!service.isBookable) return callStore(chosen.phone, text.service.byPhoneHint)
    rememberStore(chosen.id)
    const choice = { storeId: chosen.id, serviceId: service.id, vehicleId: car.car?.id }
    await Taro.navigateTo({ url: routes.slot(choice) })
  }
  const inside = () => {
    if (stores.error && !stores.data) return <ErrorState problem={stores.error} onRetry={stores.reload} />
    if (stores.data && !chosen) return <Empty title={text.stores.empty} hint={text.stores.emptyHint} />
    return (
      <>
        <ServicePlace stores={stores.data} chosen={chosen} onChoose={(s) => setStoreId(s.id)} car={car} />
        <StoreServices key={chosen?.id} store={chosen} fuel={car.car?.fuel} onChoose={(s) => void goOn(s)} />
      </>
    )
  }
  return <Page>{inside()}</Page>
}
