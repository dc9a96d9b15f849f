interface Step {
  readonly bookingId: string
  readonly serviceId: string | null
  /** Of work that was found during the visit. */
  readonly jobId: string | null
}

/** The services that a visit was booked for, each once in its order; work that was found later was never booked. */
export const bookedServices = (steps: readonly Step[], bookingId: string): string[] => [
  ...new Set(
    steps.flatMap((step) => (step.bookingId === bookingId && step.jobId === null ? (step.serviceId ?? []) : [])),
  ),
]
