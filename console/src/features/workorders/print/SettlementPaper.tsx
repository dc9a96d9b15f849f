import { workorder } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router-dom'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { workshopKey } from '../use-workorders'
import { words as shared } from '../words'
import { Paper } from './Paper'
import { SettlementSheet } from './SettlementSheet'
import { words } from './words'

interface Props {
  readonly pathOf: (workorderId: string) => string
}

/** 机动车维修费用结算清单, ready to be printed. */
export function SettlementPaper({ pathOf }: Props) {
  const store = useStore()
  const { workorderId = '' } = useParams()
  const query = useQuery({
    queryKey: [...workshopKey(store.id), 'sheet', workorderId],
    queryFn: ({ signal }) => call(workorder.sheet, { params: { workorderId } }, signal),
  })
  if (query.error)
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  if (!query.data) return <RowsSkeleton label={shared.loading} />
  return (
    <Paper title={words.settlement} backTo={`${pathOf(workorderId)}?tab=closing`}>
      <SettlementSheet sheet={query.data} />
    </Paper>
  )
}
