import { CELL_MINUTES } from '@pitlane/kernel'
import type { BookingStep } from './booking.entity'
import { currentWork, type Moment } from './remaining'
import type { StepNeed } from './visit'

/** A job that was found at a car during its visit, and what it asks for. */
export interface FoundJob {
  readonly jobId: string
  readonly serviceId: string | null
  /** What is left of it. */
  readonly minutes: number
  readonly bayType: string
  readonly skill: string
  readonly certificate: string | null
  readonly technicianCount: number
  /** Who was given it already, and where. */
  readonly technicianIds: readonly string[]
  readonly bayId: string | null
}

/** Whether it can be done along with a step: by the same people in the same bay. */
const isCovered = (job: FoundJob, need: StepNeed): boolean =>
  job.bayType === need.bayType &&
  job.skill === need.skill &&
  (job.certificate === null || job.certificate === need.certificate) &&
  job.technicianCount <= need.technicianCount

/** The service by which the plan knows what a job needs: its own, else one of the visit that needs the same. */
function serviceOf(job: FoundJob, work: readonly BookingStep[], needOf: (step: BookingStep) => StepNeed) {
  return job.serviceId ?? work.find((step) => isCovered(job, needOf(step)))?.serviceId ?? null
}

/**
 * The steps that jobs need for themselves: none where the work that is left of the visit is of the same kind and only takes
 * longer, nor where they have one, nor where nothing says what they need. They stand nowhere yet.
 */
export function stepsFor(
  jobs: readonly FoundJob[],
  steps: readonly BookingStep[],
  needOf: (step: BookingStep) => StepNeed,
  now: Moment,
): BookingStep[] {
  const work = steps.filter(({ kind }) => kind === 'work')
  const current = currentWork(work, now)
  if (!current) return []
  const left = work.slice(work.indexOf(current)).filter((step) => step === current || step.jobId === null)
  return jobs.flatMap((job): BookingStep[] => {
    const isKnown = work.some(({ jobId }) => jobId === job.jobId)
    const serviceId = serviceOf(job, work, needOf)
    if (isKnown || serviceId === null || left.some((step) => isCovered(job, needOf(step)))) return []
    return [stepOf(job, serviceId, current)]
  })
}

/** As many places for people as it needs; none of them is taken yet. */
const stepOf = (job: FoundJob, serviceId: string, { bookingId, ordinal, day }: BookingStep): BookingStep => ({
  ...{ bookingId, ordinal, kind: 'work', serviceId, day, startsMinute: 0 },
  endsMinute: Math.max(CELL_MINUTES, job.minutes),
  bayId: job.bayId ?? '',
  technicianIds: Array.from({ length: job.technicianCount }, (_, i) => job.technicianIds[i] ?? ''),
  ...{ priceFen: 0, isSeated: false, jobId: job.jobId },
})
