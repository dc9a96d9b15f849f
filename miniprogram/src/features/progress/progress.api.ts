import { workorder } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

export type Progress = workorder.ProgressView
export type Addon = workorder.AddonView
export type Quote = workorder.QuoteView

/** For when the socket cannot get through. */
const POLL_MS = 30_000

/** One visit, kept true while it is looked at. */
export function useProgress(workorderId: string) {
  const owner = useProfile()?.id
  const remote = useRemote(
    async () => (owner ? api(workorder.progress, { params: { workorderId } }) : undefined),
    [workorderId, owner],
  )
  const reload = useOneAtATime(remote.reload)
  useLive(owner ? { kind: 'mine' } : null, reload)
  usePolling(() => (owner ? reload() : undefined), POLL_MS)
  useReturn(reload)
  return { ...remote, reload }
}

/** Agrees to the quote exactly as it was shown: its hash says so. */
export const confirmQuote = (workorderId: string, { version, snapshotHash }: Quote, requestId: string) =>
  api(workorder.ownerAuthorise, {
    params: { workorderId },
    body: { requestId, quoteVersion: version, snapshotHash: snapshotHash ?? '' },
  })

export interface Decision {
  /** Places of labour lines. */
  readonly approved: readonly number[]
  readonly isRiskAccepted: boolean
}

export const decideAddon = ({ id, snapshotHash }: Addon, { approved, isRiskAccepted }: Decision, requestId: string) =>
  api(workorder.decideAddon, {
    params: { addonId: id },
    body: { requestId, snapshotHash: snapshotHash ?? '', approved: [...approved], isRiskAccepted },
  })
