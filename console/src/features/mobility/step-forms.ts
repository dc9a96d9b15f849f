import type { mobility } from '@pitlane/contract'

/** What every form of a trip's step needs. */
export interface TripForm {
  readonly trip: mobility.TripRow
  readonly label: string
  readonly action: {
    readonly run: (step: mobility.TripStep) => void
    readonly isBusy: boolean
    readonly error: unknown
  }
  readonly onBack: () => void
}

/** What every form of a loaner car's step needs. */
export interface LoanerForm {
  readonly loaner: mobility.LoanerRow
  readonly label: string
  readonly action: {
    readonly run: (step: mobility.LoanerStep) => void
    readonly isBusy: boolean
    readonly error: unknown
  }
  readonly onBack: () => void
}
