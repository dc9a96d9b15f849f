import type { workorder } from '@pitlane/contract'
import { Tabs } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { useStore } from '../../lib/staff'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { AddonsTab } from './addons/AddonsTab'
import { words as closingWords } from './closing/words'
import { ClosingTab } from './closing/ClosingTab'
import { InspectionTab } from './inspection/InspectionTab'
import { words as inspectionWords } from './inspection/words'
import { JobsTab } from './jobs/JobsTab'
import { PartsTab } from './jobs/PartsTab'
import { canDo } from './may'
import { words } from './page-words'
import { QcTab } from './qc/QcTab'
import { QuoteTab } from './quote/QuoteTab'
import { CorrectionForm } from './reception/CorrectionForm'
import { Suspicion } from './reception/SuspicionForm'
import { words as receptionWords } from './reception/words'
import { tabNames, useTab, type TabName } from './use-tab'
import { useWorkorder, useWorkshopNews } from './use-workorders'
import { WorkorderAside } from './WorkorderAside'
import { WorkorderHead } from './WorkorderHead'
import { words as shared } from './words'

type Detail = workorder.WorkorderDetail

interface Props {
  /** Back to the cars in the house. */
  readonly backTo: string
  readonly pathOf: (workorderId: string) => string
}

/** One work order: all of its documents, and what is to be done with them. */
export function WorkorderPage({ backTo, pathOf }: Props) {
  const store = useStore()
  const { workorderId = '' } = useParams()
  const { pace } = useWorkshopNews(store.id)
  const query = useWorkorder(store.id, workorderId, pace)
  if (query.data) return <Order key={workorderId} detail={query.data} {...{ backTo, pathOf }} />
  return (
    <section className="page" aria-label={words.page}>
      {query.error ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : (
        <RowsSkeleton label={shared.loading} />
      )}
    </section>
  )
}

interface OrderProps extends Props {
  readonly detail: Detail
}

/** What waits in a tab: findings nobody has answered, material that has not come. */
function countOf(detail: Detail, tab: TabName): number {
  if (tab === 'addons') return detail.addons.filter(({ state }) => state === 'draft' || state === 'pending').length
  if (tab === 'parts') return detail.parts.filter(({ state }) => state === 'waiting').length
  if (tab === 'jobs') return detail.jobs.length
  return 0
}

const labelOf = (detail: Detail, tab: TabName): string => {
  const count = countOf(detail, tab)
  return count === 0 ? words.tabs[tab] : words.counted(words.tabs[tab], count)
}

function Order({ detail, backTo, pathOf }: OrderProps) {
  const { tab, next, pick } = useTab(detail.state)
  const [isCorrecting, setCorrecting] = useState(false)
  const navigate = useNavigate()
  const path = pathOf(detail.id)
  const parts: Readonly<Record<TabName, ReactNode>> = {
    inspection: (
      <InspectionTab detail={detail} paper={<Paper to={`${path}/inspection-sheet`} text={inspectionWords.print} />} />
    ),
    quote: <QuoteTab detail={detail} />,
    jobs: <JobsTab detail={detail} />,
    parts: <PartsTab detail={detail} />,
    addons: <AddonsTab detail={detail} />,
    qc: <QcTab detail={detail} />,
    closing: <ClosingTab detail={detail} paper={<Paper to={`${path}/settlement-sheet`} text={closingWords.print} />} />,
  }
  return (
    <section className="page order-page" aria-label={words.page}>
      <WorkorderHead detail={detail} backTo={backTo}>
        {next && (
          <button type="button" className="chip" onClick={() => pick(next)}>
            {words.next(words.tabs[next])}
          </button>
        )}
        {canDo(detail, 'correctArrival') && !isCorrecting && (
          <button type="button" className="chip" onClick={() => setCorrecting(true)}>
            {receptionWords.correct}
          </button>
        )}
      </WorkorderHead>
      <Suspicion detail={detail} pathOf={pathOf} />
      {isCorrecting && (
        <CorrectionForm detail={detail} onDone={() => void navigate(backTo)} onBack={() => setCorrecting(false)} />
      )}
      <div className="board-body">
        {/* A tab that was opened stays: what was typed there is not lost by looking elsewhere. */}
        <Tabs
          className="order-tabs"
          activeKey={tab}
          onChange={(name) => pick(name as TabName)}
          items={tabNames.map((name) => ({ key: name, label: labelOf(detail, name), children: parts[name] }))}
        />
        <WorkorderAside detail={detail} />
      </div>
    </section>
  )
}

const Paper = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <Link className="chip" to={to}>
    {text}
  </Link>
)
