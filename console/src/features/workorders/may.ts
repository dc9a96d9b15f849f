import type { workorder } from '@pitlane/contract'

/** Commands that a work order may offer; each is named like its endpoint. */
export type Command =
  | 'inspect'
  | 'addendum'
  | 'saveQuote'
  | 'authorise'
  | 'dispatch'
  | 'movePart'
  | 'proposeAddon'
  | 'priceAddon'
  | 'noteDecision'
  | 'judgeQc'
  | 'finishWash'
  | 'handOver'
  | 'cancel'
  | 'correctArrival'
  | 'decideRework'
  | 'proposeRemoval'
  | 'checkJob'
  | 'reinspect'

/** Whether the server would take the command now, from this person. */
export const canDo = ({ may }: Pick<workorder.WorkorderDetail, 'may'>, command: Command): boolean =>
  may.includes(command)
