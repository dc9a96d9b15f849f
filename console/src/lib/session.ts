import type { identity } from '@pitlane/contract'

export type Session = identity.Tokens

/** Why the log-in page is shown again; null on a first visit or after an ordinary log-out. */
export type EndReason = 'expired' | null

const KEY = 'pitlane.console.session'
const listeners = new Set<() => void>()
let seen: { raw: string | null; session: Session | null } = { raw: null, session: null }
let endReason: EndReason = null

function parse(raw: string | null): Session | null {
  if (raw === null) return null
  try {
    const value = JSON.parse(raw) as Partial<Session>
    const isWhole = typeof value.accessToken === 'string' && typeof value.refreshToken === 'string'
    return isWhole ? (value as Session) : null
  } catch {
    return null
  }
}

const announce = () => listeners.forEach((listener) => listener())

/** The log-in of this browser, shared by all its tabs. */
export function currentSession(): Session | null {
  const raw = localStorage.getItem(KEY)
  if (raw !== seen.raw) seen = { raw, session: parse(raw) }
  return seen.session
}

export const isLoggedIn = (): boolean => currentSession() !== null

/** Keeps new tokens, from a log-in or a renewal. */
export function keepSession({ accessToken, accessExpiresAt, refreshToken }: Session): void {
  endReason = null
  localStorage.setItem(KEY, JSON.stringify({ accessToken, accessExpiresAt, refreshToken }))
  announce()
}

/** Forgets the tokens. Does not tell the server. */
export function dropSession(reason: EndReason): void {
  endReason = reason
  localStorage.removeItem(KEY)
  announce()
}

export const lastEndReason = (): EndReason => endReason

/** Calls back when somebody logs in or out, or tokens are renewed, in this tab or another one. Answers with the way to stop. */
export function onSessionChange(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', fromOtherTab)
  }
}
