import { useServices, useStores } from './booking.api'

/** The chosen store and service by their ids; `missing` when the address names something that is not offered. */
export function useService(storeId: string | undefined, serviceId: string | undefined) {
  const stores = useStores()
  const services = useServices(storeId)
  const store = stores.data?.find((s) => s.id === storeId)
  const service = services.data?.find((s) => s.id === serviceId)
  const isLoaded = stores.data !== undefined && services.data !== undefined
  return {
    store,
    service,
    isMissing: !storeId || !serviceId || (isLoaded && !(store && service)),
    error: stores.error ?? services.error,
    reload: async () => {
      await Promise.all([stores.reload(), services.reload()])
    },
  }
}
