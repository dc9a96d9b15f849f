import { mobility } from '@pitlane/contract'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useAction } from '../../lib/use-action'
import { useToast } from '../../ui/use-toast'
import { CheckForm, HandForm } from './HandForms'
import { CancelForm, ExtendForm, SwapForm } from './LoanForms'
import type { LoanerForm } from './step-forms'
import { words } from './words'

export type LoanerKind = mobility.LoanerStep['kind']

interface Props {
  readonly loaner: mobility.LoanerRow
  readonly kind: LoanerKind
  readonly cars: readonly mobility.LoanerCarView[]
  readonly onBack: () => void
  readonly onChanged: () => void
  readonly onDone: () => void
}

/** The form of one step. When a colleague was faster, the list is read anew and says so. */
export function LoanerStepForm({ loaner, kind, cars, onBack, onChanged, onDone }: Props) {
  const toast = useToast()
  const action = useAction(
    async (step: mobility.LoanerStep) => {
      try {
        const params = { loanerId: loaner.id }
        return await call(mobility.stepLoaner, { params, body: { version: loaner.version, step } })
      } catch (e) {
        if (isApiError(e) && e.status === 409) onChanged()
        throw e
      }
    },
    () => {
      toast.done(words.loaners.done)
      onChanged()
      onDone()
    },
  )
  const form: LoanerForm = { loaner, label: words.loaners.actions[kind], action, onBack }
  switch (kind) {
    case 'check':
      return <CheckForm {...form} />
    case 'hand_out':
    case 'take_back':
      return <HandForm {...form} kind={kind} odometerKm={cars.find(({ id }) => id === loaner.carId)?.odometerKm ?? 0} />
    case 'swap':
      return <SwapForm {...form} cars={cars} />
    case 'extend':
      return <ExtendForm {...form} />
    case 'cancel':
      return <CancelForm {...form} />
  }
}
