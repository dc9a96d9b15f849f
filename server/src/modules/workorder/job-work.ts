import type { JobLine } from './job.entity'

/** Which part of a booked visit a job is: work of an add-on goes along with what was booked, or has seats of its own. */
export const workOf = (bookingId: string, { id, addonId, serviceId }: JobLine) => ({
  ...{ bookingId, serviceId, jobId: addonId === null ? null : id },
})
