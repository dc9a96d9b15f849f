import type { MobilityClaim } from './mobility.entity'
import { cellsOf, type DaySpan } from './trip-time'

/** One row per resource and quarter of an hour, in key order. */
export const claimsOf = (
  resourceId: string,
  { id: orderId, storeId }: { readonly id: string; readonly storeId: string },
  spans: readonly DaySpan[],
): MobilityClaim[] =>
  spans.flatMap((span) => cellsOf(span).map((cell) => ({ resourceId, day: span.day, cell, storeId, orderId })))
