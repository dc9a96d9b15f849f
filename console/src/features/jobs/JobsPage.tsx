import { ops, type View } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { FaultText } from '../../ui/FaultNote'
import { useToast } from '../../ui/use-toast'
import { words } from './words'

type DeadJob = View<typeof ops.deadJobs>[number]

const jobsKey = ['dead-jobs'] as const
const REFETCH_MS = 30_000

/** Background jobs that gave up, with the way to try them again. */
export function JobsPage() {
  const { today } = useStore()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: jobsKey,
    queryFn: ({ signal }) => call(ops.deadJobs, {}, signal),
    refetchInterval: REFETCH_MS,
  })
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <p className="muted">{words.intro}</p>
      </header>
      <div className="board-main">
        {data && data.length > 0 && <JobsTable jobs={data} today={today} />}
        {data?.length === 0 && (
          <Blank title={words.empty}>
            <p>{words.emptyHint}</p>
          </Blank>
        )}
        {!data && !error && <RowsSkeleton label={words.loading} />}
        {!data && error && <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      </div>
    </section>
  )
}

function JobsTable({ jobs, today }: { readonly jobs: readonly DeadJob[]; readonly today: string }) {
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.title}>
        <thead>
          <tr>
            {Object.values(words.columns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th aria-label={words.retry} />
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function JobLine({ job, today }: { readonly job: DeadJob; readonly today: string }) {
  const client = useQueryClient()
  const toast = useToast()
  const retry = useAction(
    () => call(ops.retryJob, { params: { jobId: job.id } }),
    ({ isQueued }) => {
      if (isQueued) toast.done(words.queued)
      else toast.note(words.gone)
      void client.invalidateQueries({ queryKey: jobsKey })
    },
  )
  return (
    <tr>
      <th scope="row">
        <code>{job.kind}</code>
      </th>
      <td className="number">{words.times(job.attempts)}</td>
      <td className="wrap">
        {job.error}
        {retry.error !== null && (
          <p className="field-fault" role="alert">
            <FaultText error={retry.error} />
          </p>
        )}
      </td>
      <td className="number">{sayInstant(job.diedAt, today)}</td>
      <td className="list-action">
        <Button size="small" loading={retry.isBusy} onClick={() => retry.run()}>
          {words.retry}
        </Button>
      </td>
    </tr>
  )
}
