import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, Id, Instant } from './fields'
import { WorkorderState } from './workorder-states'

/** One line of an owner's list. Apart from the rest, so that a phone which only lists visits loads little. */
const Visit = z.object({
  id: Id,
  number: z.string(),
  state: WorkorderState,
  day: z.string(),
  plate: z.string(),
  carName: z.string(),
  storeName: z.string(),
  serviceName: z.string(),
  headline: z.string(),
  promisedAt: z.nullable(Instant),
  needsAnswer: z.boolean(),
  totalFen: FenField,
})
export type Visit = z.infer<typeof Visit>

export const mine = endpoint({
  method: 'GET',
  path: '/api/me/workorders',
  summary: "The owner's visits: those in the house first, then the latest; of one car where it is named.",
  access: 'customer',
  query: z.object({ vehicleId: z.optional(Id) }),
  response: z.object({ items: z.array(Visit) }),
  errors: [],
})
