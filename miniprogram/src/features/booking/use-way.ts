import type { booking, mobility } from '@pitlane/contract'
import { useState } from 'react'
import type { BookingContent } from './use-place-booking'

/** As the contract wants it: gate and house number take at least so much. */
const ADDRESS_LENGTH = 5

interface Fields {
  readonly handover: booking.Handover
  readonly address: string
  readonly contactNote: string
  readonly isBrought: boolean
  readonly hasLoaner: boolean
}
const atFirst: Fields = { handover: 'wait', address: '', contactNote: '', isBrought: false, hasLoaner: false }

type Offers = mobility.MobilityOffers | undefined
export type Missing = 'address' | 'driver' | undefined

function missingOf({ handover, address }: Fields, offers: Offers): Missing {
  if (handover !== 'fetch') return undefined
  if (!offers?.hasFetch) return 'driver'
  return address.trim().length < ADDRESS_LENGTH ? 'address' : undefined
}

/** What goes with the booking: only what is offered at this time. */
function contentOf(fields: Fields, offers: Offers): Pick<BookingContent, 'handover' | 'mobility'> {
  const { handover, address, contactNote, isBrought, hasLoaner } = fields
  const trip = handover === 'fetch' ? { trip: { address: address.trim(), contactNote: contactNote.trim() } } : {}
  const returnTrip = 'trip' in trip && isBrought && offers?.hasReturn === true
  const loaner = hasLoaner && handover === 'leave' && offers?.hasLoaner === true
  if (!('trip' in trip) && !loaner) return { handover }
  return { handover, mobility: { ...trip, returnTrip, loaner } }
}

/** How the car comes and goes, and what is still missing for it. */
export function useWay(offers: Offers) {
  const [fields, setFields] = useState(atFirst)
  const [isAsked, setAsked] = useState(false)
  const missing = missingOf(fields, offers)
  return {
    fields,
    offers,
    /** Said only after 确认预约, and a driver who is gone at once. */
    missing: missing === 'driver' && offers ? missing : isAsked ? missing : undefined,
    change: (some: Partial<Fields>) => setFields((before) => ({ ...before, ...some })),
    content: () => {
      setAsked(true)
      return missing ? undefined : contentOf(fields, offers)
    },
  }
}
