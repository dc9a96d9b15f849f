import { leave, type View } from '@pitlane/contract'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { FaultNote } from '../../ui/FaultNote'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { asAbsence, DaysFields, draftOf } from './DaysFields'
import { Decision, LeaveStateTag, sayDays } from './LeaveRequests'
import { leaveWords } from './leave-words'
import { ListTable } from './ListHead'
import { Loaded } from './Loaded'
import { useLeaveRequests, useLeaveStep } from './use-leave'

type Data = View<typeof leave.list>

/** What somebody asked for: themselves, or a technician of the store. */
export function MyLeavePage() {
  const { query, refresh } = useLeaveRequests()
  return (
    <section className="page" aria-label={leaveWords.title}>
      <header className="page-head">
        <h1>{leaveWords.title}</h1>
        <p className="muted">{leaveWords.intro}</p>
      </header>
      <div className="board-body">
        <Loaded query={query}>
          {(data) => (
            <>
              <div className="board-main">
                <Requests items={data.items} refresh={refresh} />
              </div>
              <SidePanel label={leaveWords.form} title={leaveWords.form}>
                {data.people.length === 0 ? (
                  <p className="muted">{leaveWords.notLinked}</p>
                ) : (
                  <AskForm data={data} refresh={refresh} />
                )}
              </SidePanel>
            </>
          )}
        </Loaded>
      </div>
    </section>
  )
}

interface ListProps {
  readonly items: Data['items']
  readonly refresh: () => void
}

const columns = Object.values(leaveWords.columns).map((label) => ({ label }))

function Requests({ items, refresh }: ListProps) {
  const { today } = useStore()
  if (items.length === 0) {
    return (
      <Blank title={leaveWords.empty}>
        <p>{leaveWords.emptyHint}</p>
      </Blank>
    )
  }
  return (
    <ListTable label={leaveWords.requests} columns={columns}>
      {items.map((request) => (
        <tr key={request.id} className={request.state === 'withdrawn' ? 'is-closed' : undefined}>
          <th scope="row">{request.technicianName}</th>
          <td className="number">{sayDays(request)}</td>
          <td>{request.reason}</td>
          <td>
            <LeaveStateTag state={request.state} />
          </td>
          <td className="number">{sayInstant(request.createdAt, today)}</td>
          <td className="wrap">
            <Decision request={request} />
          </td>
          <td className="list-action">
            {request.state === 'pending' && <Withdraw request={request} refresh={refresh} />}
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function Withdraw({ request, refresh }: { readonly request: leave.LeaveRequest; readonly refresh: () => void }) {
  const toast = useToast()
  const step = useLeaveStep(
    () =>
      call(leave.withdraw, { params: { requestId: request.id }, body: { version: request.version } }).catch(
        (e: unknown) => {
          toast.fault(e)
          throw e
        },
      ),
    refresh,
    () => toast.done(leaveWords.withdrawn),
  )
  return (
    <Button
      type="link"
      size="small"
      loading={step.isBusy}
      aria-label={`${leaveWords.withdraw} ${sayDays(request)}`}
      onClick={() => step.run()}
    >
      {leaveWords.withdraw}
    </Button>
  )
}

function AskForm({ data, refresh }: { readonly data: Data; readonly refresh: () => void }) {
  const { id: storeId, today } = useStore()
  const toast = useToast()
  const [whom, setWhom] = useState<string | null>(data.ownTechnicianId ?? null)
  const [draft, setDraft] = useState(() => draftOf(today, leaveWords.reasons[0]))
  const absence = asAbsence(draft)
  const body = absence && whom !== null ? { technicianId: whom, ...absence } : undefined
  const step = useLeaveStep(
    (wish: NonNullable<typeof body>) => call(leave.ask, { params: { storeId }, body: wish }),
    refresh,
    () => toast.done(leaveWords.sent),
  )
  return (
    <form
      className="day-form"
      aria-label={leaveWords.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (body) step.run(body)
      }}
    >
      <label className="reason-note">
        {leaveWords.person}
        <Select
          aria-label={leaveWords.person}
          value={whom}
          disabled={data.people.length === 1 && whom !== null}
          options={data.people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => setWhom(id)}
        />
      </label>
      <DaysFields
        draft={draft}
        reasons={leaveWords.reasons}
        onChange={(part) => setDraft((d) => ({ ...d, ...part }))}
      />
      <FaultNote error={step.error} />
      <div className="reason-buttons">
        <Button type="primary" htmlType="submit" loading={step.isBusy} disabled={!body}>
          {leaveWords.submit}
        </Button>
      </div>
    </form>
  )
}
