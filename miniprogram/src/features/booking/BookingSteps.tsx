import { booking } from '@pitlane/contract'
import { StepsBar } from '../../ui/StepsBar'
import { text } from './booking.text'

const STEPS = ['placed', 'confirmed', 'arrived'] as const
const steps = STEPS.map((key) => ({ key, name: text.steps[key] }))

/** Where a booking stands on its way to the workshop; ended ones have no steps. */
export function BookingSteps({ state }: { readonly state: booking.BookingState }) {
  const reached = STEPS.findIndex((step) => step === state)
  if (reached < 0) return null
  return <StepsBar steps={steps} reached={reached} label={text.steps.label(booking.bookingStates[state].zh)} />
}
