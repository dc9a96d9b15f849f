import type { Applied, Effect, FlowEvent } from '@pitlane/process'
import type { DomainEvent } from '../../platform/messages'
import type { Head } from './instance.queries'

const aboutOf = ({ id, flowKey, storeId, subjectType, subjectId }: Head) => ({
  ...{ instanceId: id, flow: flowKey, storeId, subjectType, subjectId },
})

const placeOf = ({ node, visit, item }: { node: string | null; visit: number | null; item: string | null }) => ({
  ...{ node, visit, item },
})

const milestoneOf = (head: Head, event: FlowEvent): DomainEvent => ({
  ...{ type: 'flow.milestone', ...aboutOf(head), ...placeOf(event), key: event.data['key'] },
  ...{ at: new Date(event.at).toISOString(), actor: event.actor, dedupe: `${head.id}:${event.seq}` },
})

/** An effect on its way to whoever carries it out. */
export const effectEvent = (head: Head, effect: Extract<Effect, { kind: 'act' }>): DomainEvent => ({
  ...{ type: 'flow.effect', ...aboutOf(head), ...placeOf(effect) },
  ...{ name: effect.name, args: effect.args, dedupe: effect.dedupe },
})

function eventOf(head: Head, effect: Effect): DomainEvent[] {
  if (effect.kind === 'act') return [effectEvent(head, effect)]
  if (effect.kind === 'notify') {
    const { about, task, to, level, dedupe } = effect
    return [{ type: 'flow.notice', ...aboutOf(head), ...placeOf(effect), about, taskId: task, to, level, dedupe }]
  }
  if (effect.kind !== 'ended') return []
  const { status, result } = effect
  return [{ type: 'flow.ended', ...aboutOf(head), status, result, dedupe: `${head.id}:ended` }]
}

/** What others are told of a command. `dedupe` names the occasion: a receiver that has seen it does nothing. */
export const announcementsOf = (head: Head, { events, effects }: Applied): DomainEvent[] => [
  ...events.filter(({ type }) => type === 'milestone').map((event) => milestoneOf(head, event)),
  ...effects.flatMap((effect) => eventOf(head, effect)),
]
