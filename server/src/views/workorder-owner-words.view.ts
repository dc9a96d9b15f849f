import { resources, workorder as contract } from '@pitlane/contract'
import { masterName } from '../modules/workorder'
import type { Visit } from './workorder-visit.view'

const AT_WORK: readonly string[] = ['assigned', 'running', 'paused', 'checking', 'done', 'passed']

const levelOf = (level: string): string => (resources.levels as Readonly<Record<string, string>>)[level] ?? ''

/** 「王师傅 · 高级技师」: who works on what, never a full name. */
export function workersIn({ jobs, technicians }: Visit): contract.ProgressView['workers'] {
  return jobs
    .filter(({ state }) => AT_WORK.includes(state))
    .flatMap(({ name: jobName, technicianIds }) =>
      technicians
        .filter(({ id }) => technicianIds.includes(id))
        .map(({ name, level }) => ({ name: [masterName(name), levelOf(level)].filter(Boolean).join(' · '), jobName })),
    )
}

const DECIDED: readonly string[] = ['partial', 'declined', 'expired']

/** 未采纳项目, with when to look again. */
export const declinedIn = (addons: Visit['addons']): contract.ProgressView['declined'] =>
  addons
    .filter(({ kind, state }) => kind === 'extra' && DECIDED.includes(state))
    .flatMap(({ quoteLines, approved, severity, recheckHint }) =>
      quoteLines
        .filter(({ kind }, place) => kind === 'labour' && !(approved ?? []).includes(place))
        .map(({ name }) => ({ name, severity: contract.severities[severity], hint: recheckHint })),
    )

/** What was looked at and is in order: it need not be done. */
export function fineIn({ addons, inspection }: Visit): string[] {
  const found = addons
    .filter(({ kind, severity }) => kind === 'extra' && severity === 'green')
    .map(({ title }) => title)
  if (!inspection) return found
  const { damages, dashLights } = inspection.sheet
  return [
    ...(dashLights.length === 0 ? ['仪表无故障灯'] : []),
    ...(damages.length === 0 ? ['外观无新增损伤'] : []),
    ...found,
  ]
}
