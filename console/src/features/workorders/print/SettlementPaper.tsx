import { workorder } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router-dom'
import { call } from '../../../lib/api'
import { may, useStore } from '../../../lib/staff'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { useSettlement } from '../settlement'
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
  // Who may not see settlements prints what was agreed to, without what was paid.
  const canSee = may(store, 'settlement.read')
  const money = useSettlement(workorderId, canSee)
  if (query.error)
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  if (money.error)
    return <LoadFailed error={money.error} onRetry={() => void money.refetch()} isRetrying={money.isFetching} />
  if (!query.data || (canSee && !money.data)) return <RowsSkeleton label={shared.loading} />
  return (
    <Paper title={words.settlement} backTo={`${pathOf(workorderId)}?tab=closing`}>
      <SettlementSheet sheet={query.data} money={money.data} />
    </Paper>
  )
}
