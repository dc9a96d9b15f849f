import { workorder } from '@pitlane/contract'

type Line = workorder.QuoteLine

/** What the catalogue says of a service. */
export interface CatalogueWork {
  readonly id: string
  readonly category: string
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
  readonly technicianCount: number
}

/** What work asks of people and bay. */
export interface Demands {
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
  readonly technicianCount: number
  readonly isSafety: boolean
}

/** Brakes, steering and high voltage are checked by somebody else with a road test (DOMAIN §2.3). */
const SAFETY_WORDS = /制动|刹车|转向|高压|动力电池/

const isSafety = (name: string, service: CatalogueWork | undefined): boolean =>
  SAFETY_WORDS.test(name) || service?.category === 'brake' || service?.bayType === 'hv' || Boolean(service?.certificate)

/** Work that is not in the catalogue asks for what the car is in for anyway. */
export function demandsOf(line: Pick<Line, 'name'>, service: CatalogueWork | undefined, like: Demands | undefined): Demands {
  const safety = isSafety(line.name, service)
  if (service) {
    const { bayType, skill, certificate, technicianCount } = service
    return { bayType, skill, certificate, technicianCount: Math.max(1, technicianCount), isSafety: safety }
  }
  const { bayType = 'mech', skill = 'chassis' } = like ?? {}
  return { bayType, skill, certificate: null, technicianCount: 1, isSafety: safety }
}

/** What was agreed to, as labour with the materials that go with it. */
export const agreedOf = (lines: readonly Line[], approved: readonly number[] | null) =>
  lines.flatMap((labour, place) =>
    labour.kind === 'labour' && (approved === null || approved.includes(place))
      ? [{ labour, materials: lines.filter((line) => line.kind === 'material' && line.of === place) }]
      : [],
  )

/** Minutes of work that lines ask for. */
export const minutesOf = (lines: readonly Pick<Line, 'kind' | 'minutes'>[]): number =>
  lines.reduce((sum, { kind, minutes }) => sum + (kind === 'labour' ? (minutes ?? 0) : 0), 0)

export const amountOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + workorder.lineFen(line), 0)
