import type { policy } from '@pitlane/contract'

export type StepKind = 'reception' | 'work' | 'qc' | 'wash'

/** What one step of a visit needs, before anybody is chosen. */
export interface StepNeed {
  readonly kind: StepKind
  /** The service of a work step. */
  readonly serviceId: string | null
  readonly minutes: number
  readonly bayType: string
  readonly technicianCount: number
  readonly skill: string
  readonly certificate: string | null
  readonly priceFen: number
}

/** The services of a visit, as the catalogue describes their work. */
export interface Work {
  readonly id: string
  readonly bayMinutes: number
  readonly bayType: string
  readonly technicianCount: number
  readonly skill: string
  readonly certificate: string | null
  readonly priceFen: number
}

type Minutes = Pick<policy.CapacityPolicy, 'receptionMinutes' | 'qcMinutes' | 'washMinutes'>

/**
 * The steps of a visit in their order: reception, each service, final check, wash (DOMAIN §3.3 step 1). A store without
 * such a bay, or with a policy of no minutes for it, leaves the step out; a visit that washes anyway is not washed twice.
 */
export function stepsOf(works: readonly Work[], minutes: Minutes, bayTypes: ReadonlySet<string>): StepNeed[] {
  const house = (kind: HouseKind, count: number): StepNeed[] =>
    count > 0 && bayTypes.has(houseBays[kind]) ? [houseNeed(kind, count)] : []
  const washes = works.some((work) => work.bayType === houseBays.wash)
  return [
    ...house('reception', minutes.receptionMinutes),
    ...works.map(workNeed),
    ...house('qc', minutes.qcMinutes),
    ...(washes ? [] : house('wash', minutes.washMinutes)),
  ]
}

type HouseKind = Exclude<StepKind, 'work'>

/** Where the steps take place that every visit has. */
const houseBays: Readonly<Record<HouseKind, string>> = { reception: 'lane', qc: 'qc', wash: 'wash' }

/** What a step of the house needs: a place, and nobody of the technicians. */
export const houseNeed = (kind: StepKind, minutes: number): StepNeed => ({
  ...{ kind, serviceId: null, minutes, bayType: kind === 'work' ? '' : houseBays[kind] },
  ...{ technicianCount: 0, skill: '', certificate: null, priceFen: 0 },
})

/** What the work of a service needs. */
export const workNeed = ({
  id,
  bayMinutes,
  bayType,
  technicianCount,
  skill,
  certificate,
  priceFen,
}: Work): StepNeed => ({
  ...{ kind: 'work', serviceId: id, minutes: bayMinutes, bayType },
  ...{ technicianCount, skill, certificate, priceFen },
})
