import { isApiError, type FaultCode } from '../../../lib/api-error'
import type { BookBody, Channel } from './types'

/** As the contract wants it: gate and house number take at least so much. */
const ADDRESS_LENGTH = 5

/** What may go with a booking: the car is fetched, brought home, or another one is lent. */
export type Extra = 'fetch' | 'return' | 'loaner'

export interface Way {
  readonly extras: readonly Extra[]
  readonly address: string
  readonly contactNote: string
}
export const noWay: Way = { extras: [], address: '', contactNote: '' }

/** A car that stands before the desk does not have to be fetched. */
export const extrasFor = (channel: Channel): readonly Extra[] =>
  channel === 'walk_in' ? ['return', 'loaner'] : ['fetch', 'return', 'loaner']

export const isDriven = ({ extras }: Way): boolean => extras.includes('fetch') || extras.includes('return')

export const isAddressMissing = (way: Way): boolean => isDriven(way) && way.address.trim().length < ADDRESS_LENGTH

/** What is sent of it; undefined where nothing goes with the booking. */
export function wishOf(way: Way): BookBody['mobility'] {
  const { extras, address, contactNote } = way
  if (extras.length === 0) return undefined
  const trip = isDriven(way) ? { trip: { address: address.trim(), contactNote: contactNote.trim() } } : {}
  return {
    ...trip,
    ...{ fetch: extras.includes('fetch'), returnTrip: extras.includes('return'), loaner: extras.includes('loaner') },
  }
}

const aboutWay: readonly FaultCode[] = ['mobility.no_driver', 'mobility.no_loaner']

/** Which of the extras is in the way of the booking. */
export function refusedExtra(error: unknown): Extra | null {
  if (!isApiError(error) || !aboutWay.includes(error.code)) return null
  if (error.code === 'mobility.no_loaner') return 'loaner'
  return error.data?.['direction'] === 'return' ? 'return' : 'fetch'
}
