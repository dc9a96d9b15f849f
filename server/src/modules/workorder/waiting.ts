import type { workorder } from '@pitlane/contract'

interface Job {
  readonly state: string
  readonly pauseReason: string | null
}

/**
 * Why a car's work does not go on: the owner has to answer first, else material is missing, else it is with others. Nothing is
 * waited for while somebody of the house works on it, and nothing once the work is over.
 */
export function waitingOf(
  jobs: readonly Job[],
  parts: readonly { readonly state: string }[],
  addons: readonly { readonly state: string }[],
): keyof typeof workorder.waitings | null {
  const open = jobs.filter(({ state }) => ['new', 'assigned', 'running', 'paused'].includes(state))
  if (open.some(({ state }) => state === 'running')) return null
  const isPausedFor = (reason: string) => open.some((job) => job.state === 'paused' && job.pauseReason === reason)
  if (isPausedFor('customer') || addons.some(({ state }) => state === 'pending')) return 'customer'
  const isMissing = open.length > 0 && parts.some(({ state }) => state === 'waiting')
  if (isPausedFor('parts') || isMissing) return 'parts'
  return jobs.some(({ state }) => state === 'outsourced') ? 'outside' : null
}
