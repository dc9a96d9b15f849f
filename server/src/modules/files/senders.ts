import type { files } from '@pitlane/contract'
import { AppError, type Actor } from '@pitlane/kernel'
import type { FileOwner } from './files.queries'

/** Files of one person that are not used for anything yet, or are on their way; more are mischief. */
export const MAX_WAITING = 40

interface Rule {
  readonly sender: FileOwner['kind']
  readonly hasVoice: boolean
}

/** Who may send what. */
const rules: Readonly<Record<files.FilePurpose, Rule>> = {
  booking_remark: { sender: 'customer', hasVoice: true },
  trip_condition: { sender: 'staff', hasVoice: false },
  workshop: { sender: 'staff', hasVoice: false },
  signature: { sender: 'staff', hasVoice: false },
}

export const ownerOf = (actor: Actor): FileOwner =>
  actor.kind === 'customer' ? { kind: 'customer', id: actor.customerId } : { kind: 'staff', id: actor.staffId }

/** Throws `auth.forbidden` when the purpose is not for this person. */
export function ruleFor(actor: Actor, purpose: files.FilePurpose): Rule {
  const rule = rules[purpose]
  if (rule.sender !== actor.kind) throw new AppError('auth.forbidden')
  return rule
}
