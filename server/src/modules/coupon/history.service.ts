import type { AuditActor } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { CouponEvent } from './coupon.entity'

export interface Happening {
  readonly kind: CouponEvent['kind']
  readonly ref?: string
  readonly note?: string
}

const idOf = (actor: AuditActor): string =>
  actor.kind === 'customer' ? actor.customerId : actor.kind === 'staff' ? actor.staffId : actor.name

/** Writes what happened to some coupons. */
export const note = (
  tx: Tx,
  now: Date,
  actor: AuditActor,
  couponIds: readonly string[],
  { kind, ref, note: text }: Happening,
): Promise<void> =>
  tx.insert(
    CouponEvent,
    couponIds.map((couponId) => ({
      ...{ id: newId(), couponId, kind, at: now, actorKind: actor.kind, actorId: idOf(actor) },
      ...{ ref: ref ?? null, note: text ?? null },
    })),
  )
