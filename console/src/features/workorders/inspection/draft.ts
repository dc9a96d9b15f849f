import { workorder } from '@pitlane/contract'
import { words } from './words'

type Sheet = Pick<workorder.InspectionView, 'valuables' | 'note' | 'dashLights'>

export interface Damage {
  /** Tells two scratches on one side apart. */
  readonly key: number
  readonly zone: keyof typeof workorder.carZones
  readonly kind: keyof typeof workorder.damageKinds
  readonly note: string
}

/** What is being written down at the car. */
export interface Draft extends Sheet {
  readonly mileageKm: number | null
  readonly energyPercent: number | null
  readonly mileageReason: string
  readonly damages: readonly Damage[]
  /** Why nobody signs; null while somebody is to. */
  readonly unsignedReason: string | null
}

export const emptyDraft: Draft = {
  ...{ mileageKm: null, energyPercent: null, mileageReason: '', damages: [] },
  ...{ dashLights: [], valuables: '', note: '', unsignedReason: null },
}

interface Shots {
  readonly count: number
  readonly isSending: boolean
  readonly hasSignature: boolean
}

const isUnsigned = ({ unsignedReason }: Draft, hasSignature: boolean): boolean =>
  unsignedReason === null ? !hasSignature : unsignedReason.trim() === ''

/** What is missing before the sheet can be sent, first things first; null when nothing is. */
export function missingOf(draft: Draft, { count, isSending, hasSignature }: Shots): string | null {
  const { lack } = words
  if (draft.mileageKm === null || draft.energyPercent === null) return lack.readings
  if (isSending) return lack.sending
  if (count < workorder.INSPECTION_PHOTOS) return lack.photos(workorder.INSPECTION_PHOTOS - count)
  return isUnsigned(draft, hasSignature) ? lack.signature : null
}

/** The readings and remarks as the server takes them. */
export function sheetOf(draft: Draft) {
  const reason = draft.mileageReason.trim()
  return {
    mileageKm: draft.mileageKm ?? 0,
    energyPercent: draft.energyPercent ?? 0,
    damages: draft.damages.map(({ zone, kind, note }) => ({ zone, kind, note: note.trim() })),
    dashLights: [...draft.dashLights],
    valuables: draft.valuables.trim(),
    note: draft.note.trim(),
    ...(reason === '' ? {} : { mileageReason: reason }),
  }
}
