import { catalog, formatPhone, type workorder } from '@pitlane/contract'
import { useStore } from '../../lib/staff'
import { sayInstant, sayMinutes } from '../../lib/time'
import { Facts, type Fact } from '../../ui/Facts'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { words } from './page-words'
import { words as shared } from './words'

type Detail = workorder.WorkorderDetail

const fuelOf = (fuel: string): string => Object.entries(catalog.fuels).find(([name]) => name === fuel)?.[1] ?? fuel

function usualOf({ usualMinutes }: Detail): string {
  if (!usualMinutes) return words.usualUnknown
  return words.usual(sayMinutes(usualMinutes.p80), usualMinutes.sample)
}

/** A masked phone stays as it is. */
const phoneOf = ({ phone }: Detail): string | null => (phone?.includes('*') ? phone : phone && formatPhone(phone))

/** What was decided on a suspected come-back. */
function reworkOf({ suspicion }: Detail): Fact[] {
  if (!suspicion || suspicion.isSame === null) return []
  const { isSame, number, reason } = suspicion
  return [{ label: words.facts.rework, value: words.judged(isSame, number, reason ?? '') }]
}

function factsOf(detail: Detail, today: string): Fact[] {
  const { facts } = words
  const { customerName, vin, fuel, advisorName, fault, arrivedAt, warranty } = detail
  const phone = phoneOf(detail)
  return [
    { label: facts.fault, value: fault },
    { label: facts.customer, value: customerName },
    // Who may not see it has no use for an empty line.
    ...(phone === null ? [] : [{ label: facts.phone, value: phone }]),
    { label: facts.vin, value: vin ?? shared.noVin },
    { label: facts.fuel, value: fuelOf(fuel) },
    { label: facts.advisor, value: advisorName },
    { label: facts.arrived, value: arrivedAt && sayInstant(arrivedAt, today) },
    { label: facts.usual, value: usualOf(detail) },
    ...reworkOf(detail),
    { label: facts.warranty, value: words.days(warranty.daysThisVisit, warranty.daysInAll) },
  ]
}

/** Beside whatever is being done: whose car it is, and what has happened. */
export function WorkorderAside({ detail }: { readonly detail: Detail }) {
  const { today } = useStore()
  return (
    <aside className="order-aside" aria-label={words.about}>
      <Facts facts={factsOf(detail, today)} />
      <h2>{words.timeline}</h2>
      {detail.timeline.length === 0 && <p className="muted">{words.noTimeline}</p>}
      <ol className="timeline" aria-label={words.timeline}>
        {[...detail.timeline]
          .reverse()
          .sort(latestFirst)
          .map((entry, i) => (
            <li key={i}>
              <p>{entry.text}</p>
              <PhotoStrip photos={entry.photos} nameOf={shared.photo} />
              <small className="muted number">
                {[sayInstant(entry.at, today), entry.byName].filter(Boolean).join(' · ')}
              </small>
            </li>
          ))}
      </ol>
    </aside>
  )
}

const latestFirst = (a: { readonly at: string }, b: { readonly at: string }) => b.at.localeCompare(a.at)
