import { services } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { settingsKey } from './use-resources'

/** The whole catalogue within reach, with the model families it tells apart. */
export function useCatalogue() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...settingsKey(storeId), 'catalogue'],
    queryFn: ({ signal }) => call(services.list, {}, signal),
  })
}
