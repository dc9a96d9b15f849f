import * as z from 'zod/mini'
import { freeText } from './fields'

const Lead = z.int().check(z.minimum(30), z.maximum(180), z.multipleOf(15))

/** What may be asked for beside a booking, by its owner or by the front desk. All of it is optional: a booking never depends on it. */
export const MobilityWish = z
  .object({
    /** 取送车. The address is used for this trip only and is forgotten 30 days after it. */
    trip: z.optional(
      z.object({
        address: freeText(120).check(z.minLength(5)),
        /** Gate, floor, who hands the key over. */
        contactNote: z._default(freeText(80), ''),
        minutesBefore: z.optional(Lead),
      }),
    ),
    /** 上门取车, from the address of `trip`. False where the car comes by itself or is there already. */
    fetch: z._default(z.boolean(), true),
    /** 送车上门, to the address of `trip`. */
    returnTrip: z._default(z.boolean(), false),
    /** 代步车, for the time of the visit. */
    loaner: z._default(z.boolean(), false),
  })
  .check(z.refine((wish) => !wish.returnTrip || wish.trip !== undefined, { error: 'address_needed' }))
  .check(z.refine((wish) => wish.trip === undefined || wish.fetch || wish.returnTrip, { error: 'address_idle' }))
export type MobilityWish = z.infer<typeof MobilityWish>
