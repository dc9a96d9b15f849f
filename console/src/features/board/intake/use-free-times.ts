import { booking } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'

/** How full the days to come are for these services. */
export function useFreeDays(serviceIds: readonly string[], isWanted: boolean) {
  const { id: storeId } = useStore()
  const query = { storeId, serviceIds: serviceIds.join() }
  return useQuery({
    queryKey: ['slot-days', query],
    queryFn: ({ signal }) => call(booking.slotDays, { query }, signal),
    enabled: isWanted && serviceIds.length > 0,
  })
}

/** The starts of one day for these services, each with how much room it has or why it has none. */
export function useFreeTimes(serviceIds: readonly string[], day: string) {
  const { id: storeId } = useStore()
  const query = { storeId, serviceIds: serviceIds.join(), day }
  return useQuery({
    queryKey: ['slots', query],
    queryFn: ({ signal }) => call(booking.slots, { query }, signal),
    enabled: serviceIds.length > 0,
  })
}
