import { couponDesk, settlement, workorder, type identity } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { text } from './coupon-scan.text'
import { staffApi } from './staff-session'

export type Checked = couponDesk.Checked
export type Car = workorder.WorkorderCard

/** The stores where this member of staff may check coupons. */
export const scanStores = ({ stores }: identity.StaffProfile) =>
  stores.filter(({ permissions }) => permissions.includes('coupon.redeem'))

/** Twelve digits, however they were grouped; undefined for anything else. */
export function digitsOf(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '')
  return /^\d{12}$/.test(digits) ? digits : undefined
}

/** What was scanned is a QR code of ours or, off a printed sheet, the twelve digits. */
export function checkCoupon(storeId: string, said: string): Promise<Checked> {
  const params = { storeId }
  const code = digitsOf(said)
  return code
    ? staffApi(couponDesk.checkCode, { params, body: { code } })
    : staffApi(couponDesk.checkQr, { params, body: { payload: said.trim().slice(0, 200) } })
}

export const carsInHouse = async (storeId: string): Promise<readonly Car[]> =>
  (await staffApi(workorder.board, { params: { storeId }, query: {} })).cards

/** What a coupon does on the bill of this car, in words. */
export async function sayFit({ couponId, customerId, vehicleId }: Checked, { id }: Car): Promise<string> {
  const params = { workorderId: id }
  const detail = await staffApi(workorder.read, { params })
  if (vehicleId === null && detail.customerId !== customerId) return text.notOwner
  const bill = await staffApi(settlement.read, { params })
  const chosen = bill.coupons.find((one) => one.id === couponId)
  if (chosen) return text.chosen(formatFen(chosen.valueFen), chosen.text)
  if (bill.state !== 'open') return text.paid
  const loser = bill.losers.find((one) => one.id === couponId)
  return loser ? text.not(loser.reason) : text.unknown
}
