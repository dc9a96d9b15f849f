import type { Incident } from './state'
import { placeOf } from './timers'
import type { Work } from './work'

type About = Pick<Incident, 'kind' | 'thread' | 'task' | 'node' | 'effect' | 'error'>

export const openIncidents = (work: Work): Incident[] =>
  Object.values(work.state.incidents).filter((incident) => incident.state === 'open')

export function openIncident(work: Work, about: About): void {
  const id = work.context.newId()
  const set: Incident = { id, ...about, state: 'open', openedAt: work.now, closedAt: null }
  const { kind, error } = about
  work.log('incidentOpened', placeOfIncident(work, set), { incident: id, kind, error }, { t: 'incidents', id, set })
}

export function closeIncident(work: Work, incident: Incident, why: 'resumed' | 'gone'): void {
  const data = { incident: incident.id, why }
  const set = { state: 'closed' as const, closedAt: work.now }
  work.log('incidentClosed', placeOfIncident(work, incident), data, { t: 'incidents', id: incident.id, set })
}

export function closeIncidentsOf(work: Work, pick: (incident: Incident) => boolean): void {
  for (const incident of openIncidents(work)) if (pick(incident)) closeIncident(work, incident, 'gone')
}

function placeOfIncident(work: Work, incident: Incident) {
  const thread = incident.thread === null ? undefined : work.state.threads[incident.thread]
  return thread === undefined
    ? { node: incident.node, visit: 0, item: null }
    : { ...placeOf(thread), node: incident.node }
}
