import { AppError, SECOND_MS, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Subject } from '../../platform/auth'
import type { Notice } from '../../platform/messages'
import { findActor } from './identity.queries'

interface Entry {
  readonly subjectId: string
  readonly until: number
  readonly actor: Promise<Actor>
}

/** The longest time that a change in another process stays unnoticed here when its notice is lost. */
const TTL_MS = 3 * SECOND_MS
const MAX_ENTRIES = 20_000

const entriesByApp = new WeakMap<App, Map<string, Entry>>()

function entriesOf(app: App): Map<string, Entry> {
  const known = entriesByApp.get(app)
  if (known) return known
  const entries = new Map<string, Entry>()
  entriesByApp.set(app, entries)
  return entries
}

async function load(app: App, subject: Subject): Promise<Actor> {
  const actor = await findActor(app.db.read, subject)
  if (!actor) throw new AppError('auth.expired')
  return actor
}

/**
 * The person behind a verified token, up to 3 s old, and never older than a change made in this process.
 * Throws `auth.expired` when the log-in has ended or the person has left.
 */
export function actorOf(app: App, subject: Subject): Promise<Actor> {
  const entries = entriesOf(app)
  const now = app.clock.now().getTime()
  const hit = entries.get(subject.sessionId)
  if (hit && hit.until > now && hit.subjectId === subject.id) return hit.actor
  if (entries.size >= MAX_ENTRIES) entries.clear()
  // Kept before it is loaded: a notice that comes meanwhile takes the entry out, so the old answer serves nobody who asks later.
  const entry: Entry = { subjectId: subject.id, until: now + TTL_MS, actor: load(app, subject) }
  entries.set(subject.sessionId, entry)
  entry.actor.catch(() => {
    if (entries.get(subject.sessionId) === entry) entries.delete(subject.sessionId)
  })
  return entry.actor
}

/** The notice that a log-in ended (key: session) or that a person's log-ins or rights changed (key: customer or staff). */
export const actorNotice = (key: string): Notice => ({ to: 'cache', cache: 'identity', key })

/** Drops what a notice is about, or everything when notices may have been missed. */
export function forgetActors(app: App, notice: Notice | undefined): void {
  const entries = entriesOf(app)
  if (!notice) return entries.clear()
  if (notice.to !== 'cache' || notice.cache !== 'identity') return
  if (entries.delete(notice.key)) return
  entries.forEach((entry, sessionId) => {
    if (entry.subjectId === notice.key) entries.delete(sessionId)
  })
}
