import { board, booking } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayDayTime } from '../../lib/time'
import { FaultNote } from '../../ui/FaultNote'
import type { FormProps } from './form-props'
import { ReasonForm } from './ReasonForm'
import { words } from './words'

type Reason = keyof typeof booking.rejectReasons
const choices = (Object.keys(booking.rejectReasons) as Reason[]).map((value) => ({
  value,
  label: booking.rejectReasons[value],
}))

const keyOf = ({ day, minute }: booking.Alternative) => `${day} ${minute}`

/** Free times close to the one that is turned down; all of them are offered until somebody unticks one. */
function useProposals(bookingId: string) {
  const query = useQuery({
    queryKey: ['alternatives', bookingId],
    queryFn: ({ signal }) => call(board.alternatives, { params: { bookingId } }, signal),
    staleTime: 0,
  })
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set())
  const tick = (key: string) =>
    setUnticked((old) => new Set(old.has(key) ? [...old].filter((one) => one !== key) : [...old, key]))
  const found = query.data ?? []
  const isTicked = (one: booking.Alternative) => !unticked.has(keyOf(one))
  return { query, found, isTicked, tick, ticked: found.filter(isTicked) }
}

/** What the store does not do at all it does at no other time either. */
const canOffer = (reason: Reason) => reason !== 'not_serviced'

/** Turns a booking down: why, and which other times are offered. */
export function RejectForm({ row, isBusy, onCommand, onBack }: FormProps) {
  const proposals = useProposals(row.id)
  return (
    <ReasonForm
      title={words.rejectTitle}
      text={words.rejectText}
      legend={words.reason}
      choices={choices}
      submitLabel={words.rejectSubmit}
      needsNote={(reason) => reason === 'other'}
      more={(reason) => canOffer(reason) && <Proposals proposals={proposals} />}
      isBusy={isBusy}
      onSubmit={(reason, note) =>
        onCommand({ kind: 'reject', reason, note, proposals: canOffer(reason) ? proposals.ticked : [] })
      }
      onBack={onBack}
    />
  )
}

function Proposals({ proposals }: { readonly proposals: ReturnType<typeof useProposals> }) {
  const { today } = useStore()
  const { query, found, isTicked, tick } = proposals
  return (
    <fieldset className="proposals">
      <legend>{words.proposals}</legend>
      {query.isPending && <p className="muted">{words.proposalsLoading}</p>}
      {query.data?.length === 0 && <p className="muted">{words.proposalsNone}</p>}
      {found.map((one) => (
        <Checkbox key={keyOf(one)} checked={isTicked(one)} onChange={() => tick(keyOf(one))}>
          {sayDayTime(one.day, today, formatMinute(one.minute))}
        </Checkbox>
      ))}
      <FaultNote error={query.error} />
    </fieldset>
  )
}
