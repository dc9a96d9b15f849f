import { booking } from '@pitlane/contract'

const reasons: Readonly<Record<string, string>> = {
  ...booking.cancelReasons,
  ...booking.rejectReasons,
  by_customer: '应车主要求取消',
  by_store: '门店原因取消',
  not_arrived: '超过预约时间未到店',
  arrival_mistake: '到店登记有误',
}

/** Why a booking ended, as people read it; null while it has not. */
export function closingText(b: {
  readonly closingReason: string | null
  readonly closingNote: string | null
}): string | null {
  const reason = b.closingReason ? (reasons[b.closingReason] ?? null) : null
  if (!b.closingNote) return reason
  return reason && reason !== '其他原因' ? `${reason}：${b.closingNote}` : b.closingNote
}
