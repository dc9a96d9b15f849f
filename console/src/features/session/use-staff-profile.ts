import { identity } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'

export const staffKey = ['staff', 'me'] as const

/** Often enough that the board turns to the new day soon after midnight. */
const REFETCH_MS = 5 * 60_000

/** Who is logged in, with stores and permissions. */
export const useStaffProfile = () =>
  useQuery({
    queryKey: staffKey,
    queryFn: ({ signal }) => call(identity.staffMe, {}, signal),
    refetchInterval: REFETCH_MS,
  })
