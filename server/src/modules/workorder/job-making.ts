import type { workorder } from '@pitlane/contract'
import type { JobLine, PartLine } from './job.entity'

type Line = workorder.QuoteLine

/** What the catalogue says of a service. */
interface CatalogueWork {
  readonly id: string
  readonly category: string
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
  readonly technicianCount: number
}

/** Who was booked for a service, and where. */
interface Suggestion {
  readonly serviceId: string | null
  readonly technicianIds: readonly string[]
  readonly bayId: string
}

interface Making {
  readonly workorderId: string
  readonly storeId: string
  /** Of the first job. */
  readonly ordinal: number
  readonly addonId: string | null
  /** Places of the labour lines that were agreed to; all where nothing is said. */
  readonly approved?: readonly number[]
  readonly services: readonly CatalogueWork[]
  readonly suggestions: readonly Suggestion[]
  readonly newId: () => string
  readonly priceOf: (line: Line) => number
}

/** Brakes, steering and high voltage are checked by somebody else with a road test (DOMAIN §2.3). */
const SAFETY_WORDS = /制动|刹车|转向|高压|动力电池/

const isSafety = (name: string, service: CatalogueWork | undefined): boolean =>
  SAFETY_WORDS.test(name) || service?.category === 'brake' || service?.bayType === 'hv' || Boolean(service?.certificate)

/** Work that is not in the catalogue asks for what the car is in for anyway, else for the workshop's ordinary bay and skill. */
function demandsOf(line: Line, { services, suggestions }: Making) {
  const service = services.find(({ id }) => id === line.serviceId)
  const booked = services.find(({ id }) => id === suggestions[0]?.serviceId)
  const { bayType, skill } = service ?? booked ?? { bayType: 'mech', skill: 'chassis' }
  return {
    ...{ bayType, skill, certificate: service?.certificate ?? null },
    ...{ technicianCount: Math.max(1, service?.technicianCount ?? 1), isSafety: isSafety(line.name, service) },
  }
}

function jobOf(line: Line, place: number, making: Making, ordinal: number): JobLine {
  const booked = making.suggestions.find(({ serviceId }) => serviceId !== null && serviceId === line.serviceId)
  return {
    ...{ id: making.newId(), workorderId: making.workorderId, storeId: making.storeId, ordinal },
    ...{ addonId: making.addonId, place, serviceId: line.serviceId, name: line.name, state: 'new', version: 1 },
    ...{ plannedMinutes: line.minutes ?? 0, amountFen: making.priceOf(line), ...demandsOf(line, making) },
    ...{ technicianIds: [...(booked?.technicianIds ?? [])], bayId: booked?.bayId ?? null, pauseReason: null },
    ...{ rejections: 0, dispatchedAt: null, startedAt: null, doneAt: null },
    ...{ vendor: null, vendorDueAt: null, checkedBy: null },
  }
}

const partOf = (line: Line, { workorderId, newId, priceOf }: Making, jobId: string): PartLine => ({
  ...{ id: newId(), workorderId, jobId, name: line.name, code: line.partCode, quantityCenti: line.quantityCenti },
  ...{ unit: line.unit, amountFen: priceOf(line), state: 'arrived', version: 1, etaAt: null },
})

/** Labour that was agreed to as jobs, in its order, and the materials that go with it. */
export function makeLines(lines: readonly Line[], making: Making): { jobs: JobLine[]; parts: PartLine[] } {
  const { approved, ordinal } = making
  const places = lines.flatMap(({ kind }, place) =>
    kind === 'labour' && (approved === undefined || approved.includes(place)) ? [place] : [],
  )
  const agreed = places.flatMap((place, i) => {
    const line = lines[place]
    return line ? [{ place, job: jobOf(line, place, making, ordinal + i) }] : []
  })
  const materials = lines.filter(({ kind }) => kind === 'material')
  return {
    jobs: agreed.map(({ job }) => job),
    parts: agreed.flatMap(({ place, job }) =>
      materials.filter((line) => line.of === place).map((line) => partOf(line, making, job.id)),
    ),
  }
}
