import { formatMinute } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal, type LocalTime } from '../../platform/local-time'
import { send } from '../messaging'
import { requireStore } from '../store'
import { Coupon } from './coupon.entity'
import { USABLE } from './standing'

/** `12月3日` */
const sayDay = ({ day }: LocalTime): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** `2026年12月03日 23:59`, as WeChat wants it. */
const wechatTime = ({ day, minute }: LocalTime): string =>
  `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8)}日 ${formatMinute(minute)}`

/** One coupon opens by itself; several open the wallet, where what ends first stands first. */
const linkTo = (couponId: string, others: number): string =>
  others === 0 ? `/packages/coupon/pages/coupon/index?couponId=${couponId}` : '/packages/coupon/pages/wallet/index'

/**
 * Tells an owner of coupons that end soon, once for all of them. It is marketing: messaging sends it only to who has agreed. There is
 * no SMS of it: vendors refuse coupons in notices (DOMAIN §0.1).
 */
export async function tellEnding(app: App, tx: Tx, couponIds: readonly string[]): Promise<void> {
  const [first, ...others] = await tx.find(Coupon, {
    ...{ where: { id: In([...couponIds]), state: In([...USABLE]) }, order: { validUntil: 'ASC', id: 'ASC' } },
  })
  const storeId = first?.face.storeIds[0]
  if (!first || !storeId) return
  const { timeZone } = await requireStore(tx, storeId)
  // The last moment at which it is good: it ends as the next day begins.
  const last = toLocal(new Date(first.validUntil.getTime() - 1), timeZone)
  const names = [...new Set([first, ...others].map(({ face }) => face.name))].join('、')
  const values = { count: String(others.length + 1), coupon: names, ends: sayDay(last) }
  await send(app, tx, {
    ...{ dedupe: `coupon_ending:${couponIds[0] ?? first.id}`, kind: 'coupon_ending', customerId: first.customerId },
    ...{ storeId, bookingId: null, link: linkTo(first.id, others.length), values },
    body: `您有 ${values.count} 张券即将到期：${names}，最早 ${values.ends} 到期。`,
    plan: { wechat: { template: 'coupon_ending', values: { coupon: names, time: wechatTime(last) } } },
  })
}
