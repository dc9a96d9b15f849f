import { mobility } from '@pitlane/contract'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useAction } from '../../lib/use-action'
import { useToast } from '../../ui/use-toast'
import { ArriveForm } from './ArriveForm'
import { AssignForm } from './AssignForm'
import { InspectForm } from './InspectForm'
import { PlainForm, ReasonForm, SetOffForm } from './PlainForms'
import type { TripForm } from './step-forms'
import { labelOf } from './trip-steps'
import { words } from './words'

interface Props {
  readonly trip: mobility.TripRow
  readonly to: mobility.TripState
  readonly data: mobility.MobilityDay
  readonly onBack: () => void
  readonly onChanged: () => void
  readonly onDone: () => void
}

/** The form of one step. When a colleague was faster, the list is read anew and says so. */
export function TripStepForm({ trip, to, data, onBack, onChanged, onDone }: Props) {
  const toast = useToast()
  const action = useAction(
    async (step: mobility.TripStep) => {
      try {
        return await call(mobility.stepTrip, { params: { tripId: trip.id }, body: { version: trip.version, step } })
      } catch (e) {
        if (isApiError(e) && e.status === 409) onChanged()
        throw e
      }
    },
    () => {
      toast.done(words.trips.done)
      onChanged()
      onDone()
    },
  )
  return <FormOf form={{ trip, label: labelOf(trip, to), action, onBack }} to={to} data={data} />
}

function FormOf({ form, to, data }: { form: TripForm; to: mobility.TripState; data: mobility.MobilityDay }) {
  switch (to) {
    case 'assigned':
      return <AssignForm {...form} drivers={data.drivers} others={data.trips} />
    case 'arrived':
      return <PlainForm {...form} />
    case 'inspected':
      return <InspectForm {...form} />
    case 'en_route':
      return <SetOffForm {...form} />
    case 'at_store':
    case 'returned':
      return <ArriveForm {...form} to={to} />
    case 'requested':
      return null
    default:
      return <ReasonForm {...form} to={to} />
  }
}
