import type { Answer, Applied, Candidate, FlowActor, FlowContext } from '@pitlane/process'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { ResolveAsk } from '../../platform/flow-parts'
import { newId } from '../../platform/id'
import { calendarOf, type WorkCalendar } from './calendar.queries'
import type { Head } from './instance.queries'
import { addWork, workBetween } from './work-time'

/** What the reducer asks for is looked up between its runs: so many times at most. */
const MAX_ROUNDS = 40
const SOON_DAYS = 40
const FAR_DAYS = 800

/** What is known so far, and what the last run asked in vain. */
class Lookup {
  readonly known = new Map<string, readonly Candidate[]>()
  asked = new Map<string, ResolveAsk>()
  calendar: WorkCalendar | undefined
  /** Days of the calendar that are missing. */
  days = 0

  resolve =
    (head: Head): FlowContext['resolve'] =>
    (assign, { node, item, lane, facts }) => {
      const key = JSON.stringify([assign, node, item, lane, facts])
      const found = this.known.get(key)
      if (found) return found
      const subject = { type: head.subjectType, id: head.subjectId }
      this.asked.set(key, { assign, instanceId: head.id, node, item, lane, facts, storeId: head.storeId, subject })
      return []
    }

  addWorkTime: FlowContext['addWorkTime'] = (from, minutes) => {
    const later = this.calendar && addWork(this.calendar.spans, from, minutes)
    if (later) return later
    // A store that never opens again: its clock of work is the clock on the wall.
    if (this.calendar && this.days === FAR_DAYS) return new Date(from.getTime() + minutes * 60_000)
    this.days = this.calendar ? FAR_DAYS : SOON_DAYS
    return from
  }

  workTimeBetween: FlowContext['workTimeBetween'] = (from, to) => {
    if (this.calendar && (to <= this.calendar.until || this.days === FAR_DAYS))
      return workBetween(this.calendar.spans, from, to)
    this.days = this.calendar ? FAR_DAYS : SOON_DAYS
    return 0
  }
}

/**
 * Runs the reducer until it has been told all it asks: people of the resolvers, and hours of the store. The reducer leaves no
 * trace, so that only its last run counts. Throws the code of a refusal.
 */
export async function decide(
  app: App,
  tx: Tx,
  head: Head,
  actor: FlowActor,
  act: (context: FlowContext) => Answer,
): Promise<Applied> {
  const lookup = new Lookup()
  const now = app.clock.now()
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    lookup.asked = new Map()
    const days = lookup.days
    const { addWorkTime, workTimeBetween } = lookup
    const answer = act({ now, actor, newId, resolve: lookup.resolve(head), addWorkTime, workTimeBetween })
    const isTold = lookup.asked.size === 0 && lookup.days === days
    if (isTold && answer.ok) return answer
    if (isTold && !answer.ok) throw new AppError(answer.code, answer.data)
    if (lookup.days !== days) lookup.calendar = await calendarOf(app, tx, head.storeId, lookup.days)
    for (const [key, ask] of lookup.asked) lookup.known.set(key, await findPeople(app, tx, ask))
  }
  throw new Error(`a command to ${head.id} never stopped asking`)
}

/** A word that nobody has registered finds nobody, so that the task goes where its rule says for that case. */
async function findPeople(app: App, tx: Tx, ask: ResolveAsk): Promise<readonly Candidate[]> {
  const resolver = app.flows.resolvers.get(ask.assign.by)
  if (resolver) return resolver(app, tx, ask)
  app.log.warn({ word: ask.assign.by, node: ask.node }, 'nobody knows how to find people for a task')
  return []
}
