/**
 * Coupon (卡券): promises to customers of something off a bill. Whoever settles a bill asks here what its coupons are worth,
 * holds them while it is paid, and uses, lets go of or returns them in its own transaction; whoever rewards somebody issues
 * one here, once for each cause.
 */
export { refundShare } from './allocating'
export type { BillLine } from './bill'
export { checkScan } from './checking.service'
export { issueCoupon } from './issuing.service'
export { brokenCoupons, chooseFor, type BillAt, type Choice } from './offers.queries'
export { holdChoice, releaseCoupons, useCoupons } from './redeeming.service'
export { rewardReferral } from './referral.service'
export { returnCoupons } from './returning.service'
