import type { ErrorCode } from './errors'

/** What a command to a task or a flow may be refused with. */
export const commandRefusals = [
  ...([
    'process.not_found',
    'process.no_flow',
    'process.no_start',
    'process.not_running',
    'process.wrong_version',
  ] as const),
  ...(['process.no_task', 'process.task_closed', 'process.task_changed', 'process.not_yours'] as const),
  ...(['process.not_your_turn', 'process.already_signed', 'process.no_outcome', 'process.outcome_not_now'] as const),
  ...(['process.reason_missing', 'process.photo_missing', 'process.signature_missing'] as const),
  ...(['process.checklist_missing', 'process.same_person', 'process.taken', 'process.not_claimed'] as const),
  ...(['process.not_claimable', 'process.not_allowed_here', 'process.nobody_given', 'process.already_in'] as const),
  ...(['process.already_delegated', 'process.has_signed', 'process.no_reject_here', 'process.no_target'] as const),
  ...(['process.bad_target', 'process.not_done', 'process.next_begun', 'process.effect_sent'] as const),
  ...(['process.nobody_waits', 'process.timer_gone', 'process.timer_early', 'process.no_effect'] as const),
  ...(['process.no_incident', 'process.still_nobody', 'process.no_item', 'process.item_exists'] as const),
  ...(['process.bad_item', 'process.no_block', 'process.block_passed', 'process.cannot_migrate'] as const),
  ...(['process.own_screen', 'process.person_unfit'] as const),
] as const satisfies readonly ErrorCode[]
