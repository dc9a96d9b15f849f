import type { booking } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { isApiError, type FaultCode } from '../../../lib/api-error'
import { useStore } from '../../../lib/staff'
import { sayDayTime } from '../../../lib/time'
import type { At } from './form'
import { useFreeDays } from './use-free-times'
import { words } from './words'

const OFFERED = 3
/** Refusals that are about the time, and nothing else. */
const aboutTime: readonly FaultCode[] = [
  'booking.slot_taken',
  'booking.slot_past',
  'booking.slot_closed',
  'booking.no_room_today',
]

const isAlternative = (value: unknown): value is booking.Alternative =>
  typeof value === 'object' && value !== null && 'day' in value && 'minute' in value

export const isAboutTime = (error: unknown): boolean => isApiError(error) && aboutTime.includes(error.code)

/** The times that a refusal brought along. */
function broughtBy(error: unknown): booking.Alternative[] {
  const given = isApiError(error) ? error.data?.['alternatives'] : undefined
  return Array.isArray(given) ? given.filter(isAlternative) : []
}

interface Props {
  readonly error: unknown
  readonly serviceIds: readonly string[]
  readonly isBusy: boolean
  readonly onPick: (at: At) => void
}

/** When it would work instead: what the refusal names, or the next free time of the days to come. */
export function Alternatives({ error, serviceIds, isBusy, onPick }: Props) {
  const { today } = useStore()
  const isWanted = isAboutTime(error)
  const brought = broughtBy(error)
  const days = useFreeDays(serviceIds, isWanted && brought.length === 0)
  if (!isWanted) return null
  const next = days.data?.days.flatMap(({ day, earliestMinute }) =>
    earliestMinute === null ? [] : [{ day, minute: earliestMinute }],
  )
  const offered = (brought.length > 0 ? brought : (next ?? [])).slice(0, OFFERED)
  if (offered.length === 0)
    return <p className="muted">{days.isFetching ? words.alternativesLoading : words.alternativesNone}</p>
  return (
    <div className="alternatives" role="group" aria-label={words.alternatives}>
      <span className="muted">{words.alternatives}</span>
      {offered.map(({ day, minute }) => (
        <button
          key={`${day} ${minute}`}
          type="button"
          className="chip"
          disabled={isBusy}
          onClick={() => onPick({ day, minute })}
        >
          {sayDayTime(day, today, formatMinute(minute))}
        </button>
      ))}
    </div>
  )
}
