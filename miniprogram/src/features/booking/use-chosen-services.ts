import type { catalog } from '@pitlane/contract'
import { useServices, useStores } from './booking.api'

/** Those of `offered` that are named, in their own order; undefined when one is no longer offered. */
function pick(offered: readonly catalog.ServiceView[], ids: readonly string[]): catalog.ServiceView[] | undefined {
  const found = offered.filter((s) => ids.includes(s.id))
  return found.length === new Set(ids).size ? found : undefined
}

/** The chosen store and services by their ids; `isMissing` when the address names something that is not offered. */
export function useChosenServices(storeId: string | undefined, serviceIds: readonly string[] | undefined) {
  const stores = useStores()
  const offered = useServices(storeId)
  const store = stores.data?.find((s) => s.id === storeId)
  const services = offered.data && serviceIds && pick(offered.data, serviceIds)
  const isLoaded = stores.data !== undefined && offered.data !== undefined
  return {
    store,
    services,
    isMissing: !storeId || !serviceIds || (isLoaded && !(store && services)),
    error: stores.error ?? offered.error,
    reload: async () => {
      await Promise.all([stores.reload(), offered.reload()])
    },
  }
}
