import { mobility } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useQuery } from '@tanstack/react-query'
import { Alert, Checkbox, Input } from 'antd'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { useFreeTimes } from './use-free-times'
import type { At, Channel } from './types'
import type { Intake } from './use-intake'
import { extrasFor, isDriven, refusedExtra, type Extra, type Way } from './way'
import { words } from './words'

const ADDRESS_MAX = 120
const NOTE_MAX = 80
const DAY_END = 1440

/** The visit at the time that was chosen; undefined while there is none, or none that ends on the same day. */
function useVisit(serviceIds: readonly string[], at: At | null) {
  const { id: storeId } = useStore()
  const times = useFreeTimes(at ? serviceIds : [], at?.day ?? '')
  if (!at || !times.data) return undefined
  const endMinute = at.minute + times.data.visitMinutes
  return endMinute > at.minute && endMinute <= DAY_END ? { storeId, ...at, endMinute } : undefined
}

/** Who is free at the time that was chosen. */
function useOffers(serviceIds: readonly string[], at: At | null) {
  const query = useVisit(serviceIds, at)
  return useQuery({
    queryKey: ['mobility-offers', query],
    queryFn: ({ signal }) => (query ? call(mobility.offers, { query }, signal) : null),
    enabled: query !== undefined,
  }).data
}

type Offers = ReturnType<typeof useOffers>

const isFree = (offers: mobility.MobilityOffers, extra: Extra): boolean =>
  ({ fetch: offers.hasFetch, return: offers.hasReturn, loaner: offers.hasLoaner })[extra]

/** What to tell the customer of it: when the driver is at the door, or that nobody is free. */
function hintOf(offers: Offers, extra: Extra): string {
  if (!offers) return ''
  if (!isFree(offers, extra)) return words.wayTaken[extra]
  if (extra === 'fetch' && offers.fetchFrom !== null) return words.fetchAt(formatMinute(offers.fetchFrom))
  if (extra === 'return' && offers.returnBy !== null) return words.returnBy(formatMinute(offers.returnBy))
  return ''
}

/** Whether the car is fetched, brought home, or another one lent. All of it is optional. */
export function WayFields({ intake, channel }: { readonly intake: Intake; readonly channel: Channel }) {
  const { form, put } = intake
  const offers = useOffers(form.serviceIds, form.isOvernight ? null : form.at)
  const { way } = form
  const change = (some: Partial<Way>) => put({ way: { ...way, ...some } })
  const refused = refusedExtra(intake.error)
  return (
    <fieldset>
      <legend>{words.way}</legend>
      <div className="way-extras">
        {extrasFor(channel).map((extra) => (
          <Checkbox
            key={extra}
            checked={way.extras.includes(extra)}
            disabled={!!offers && !isFree(offers, extra) && !way.extras.includes(extra)}
            onChange={({ target }) =>
              change({ extras: target.checked ? [...way.extras, extra] : way.extras.filter((one) => one !== extra) })
            }
          >
            {words.extras[extra]}
            <small className="muted"> {hintOf(offers, extra)}</small>
          </Checkbox>
        ))}
      </div>
      {isDriven(way) && <AddressFields way={way} onChange={change} />}
      {refused && way.extras.includes(refused) && (
        <Alert className="fault-note" type="error" showIcon title={words.wayRefused[refused]} />
      )}
    </fieldset>
  )
}

function AddressFields({ way, onChange }: { readonly way: Way; readonly onChange: (some: Partial<Way>) => void }) {
  return (
    <>
      <label className="reason-note">
        {words.address}
        <Input
          data-field="address"
          autoComplete="off"
          maxLength={ADDRESS_MAX}
          placeholder={words.addressPlaceholder}
          value={way.address}
          onChange={({ target }) => onChange({ address: target.value })}
        />
      </label>
      <label className="reason-note">
        {words.contactNote}
        <Input
          autoComplete="off"
          maxLength={NOTE_MAX}
          placeholder={words.contactPlaceholder}
          value={way.contactNote}
          onChange={({ target }) => onChange({ contactNote: target.value })}
        />
      </label>
    </>
  )
}
