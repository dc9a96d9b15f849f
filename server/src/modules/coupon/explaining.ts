import { catalog, coupon as contract } from '@pitlane/contract'
import { formatFen, formatMinute } from '@pitlane/kernel'
import { eligibleSum, price } from './applying'
import type { BillLine, Candidate, Face } from './bill'
import { clashOf, type Best, type Clash } from './combining'
import type { Misfit } from './fitting'

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const KINDS = { labour: '工时', material: '材料' } as const

/** 85 → `8.5`, 80 → `8` */
const tenths = (percent: number): string => `${Math.floor(percent / 10)}${percent % 10 ? `.${percent % 10}` : ''}`

/** What a benefit is, in a few words. `nameOf` names a service. */
export function sayBenefit(benefit: contract.Benefit, nameOf: (serviceId: string) => string): string {
  switch (benefit.kind) {
    case 'cash':
      return benefit.thresholdFen > 0
        ? `满${formatFen(benefit.thresholdFen)}抵${formatFen(benefit.amountFen)}`
        : `抵${formatFen(benefit.amountFen)}`
    case 'full_cut':
      return `满${formatFen(benefit.thresholdFen)}减${formatFen(benefit.amountFen)}`
    case 'discount':
      return `${tenths(benefit.percent)}折，最高减${formatFen(benefit.capFen)}`
    case 'service':
      return `免费${nameOf(benefit.serviceId)}1次`
    case 'gift':
      return `到店领取${benefit.item}`
  }
}

const listed = (words: readonly string[]): string => words.join('、')

function sayAge({ ageYears }: Face['scope']): string {
  if (!ageYears) return ''
  const { from, to } = ageYears
  const span =
    to === null ? `${from}年及以上` : from === 0 ? `${to}年以内` : from === to ? `${to}年` : `${from}–${to}年`
  return `仅限车龄${span}（按车架号年款）`
}

function sayScope({ scope }: Pick<Face, 'scope'>, nameOf: (serviceId: string) => string): string[] {
  const names = (ids: readonly string[]) => listed(ids.map(nameOf))
  const groups = (keys: readonly catalog.ServiceCategory[]) => listed(keys.map((key) => catalog.serviceCategories[key]))
  return [
    scope.kinds.length === 1 ? `仅限${listed(scope.kinds.map((kind) => KINDS[kind]))}` : '',
    scope.serviceIds.length > 0 ? `仅限${names(scope.serviceIds)}` : '',
    scope.categories.length > 0 ? `仅限${groups(scope.categories)}类项目` : '',
    scope.exceptServiceIds.length > 0 ? `不含${names(scope.exceptServiceIds)}` : '',
    scope.exceptCategories.length > 0 ? `不含${groups(scope.exceptCategories)}类项目` : '',
    scope.series.length > 0 ? `仅限${listed(scope.series)}` : '',
    sayAge(scope),
    scope.customers.length > 0 ? `仅限${listed(scope.customers.map((one) => contract.couponCustomers[one]))}` : '',
    scope.fuels.length > 0 ? `仅限${listed(scope.fuels.map((fuel) => catalog.fuels[fuel]))}` : '',
  ]
}

function sayWindow({ window: { weekdays, hours, blackout } }: Pick<Face, 'window'>): string[] {
  return [
    weekdays.length > 0 ? `仅限${listed([...weekdays].sort().map((day) => WEEKDAYS[day] ?? ''))}使用` : '',
    hours ? `仅限${formatMinute(hours.from)}–${formatMinute(hours.to)}使用` : '',
    blackout.length > 0 ? `${listed(blackout)}不可用` : '',
  ]
}

/** Where and when a coupon may be used, a sentence each. */
export const sayLimits = (
  face: Pick<Face, 'scope' | 'window' | 'stack' | 'needsBooking' | 'refundPolicy'>,
  nameOf: (serviceId: string) => string,
): string[] =>
  [
    ...sayScope(face, nameOf),
    ...sayWindow(face),
    face.needsBooking ? '需提前预约到店' : '',
    face.stack.isAlone ? '不与其他券同时使用' : '',
    face.refundPolicy === 'void' ? '使用后不退回' : '',
  ].filter(Boolean)

const MISFITS: Readonly<Record<Misfit, string>> = {
  ...{ not_begun: '还没到使用时间', over: '已过期', store: '本店不可用', vehicle: '仅限指定车辆使用' },
  ...{ series: '不适用于这个车系', age: '这辆车的车龄不在适用范围内', age_unknown: '车架号看不出年款，无法核对车龄' },
  ...{ customer: '不在适用的客户范围内', booking: '仅限预约到店使用，本次未预约' },
  ...{
    fuel: '不适用于这类能源的车',
    weekday: '今天不在可用日期内',
    hours: '现在不在可用时段内',
    blackout: '今天不可用',
  },
}

/** Why a coupon cannot be used here and now. */
export const sayMisfit = (misfit: Misfit): string => MISFITS[misfit]

/** What a bill takes: the best of all, or what somebody picked. */
export interface Taken extends Best {
  readonly isBest: boolean
}

const sayClash = (clash: Clash, { face: { name } }: Candidate, isBest: boolean): string =>
  ({
    same_template: `与「${name}」是同一种券，每单限用一张`,
    alone: `与「${name}」不能同时使用`,
    same_group: `与「${name}」同属一个活动，不能同时使用`,
    off_peak: `错峰券不与折扣券同享，与「${name}」不能同时使用`,
    one_cut: `满减券和折扣券每单限用一张，已选用${isBest ? '更优惠的' : ''}「${name}」`,
    one_cash: `代金券每单限用一张，已选用「${name}」`,
  })[clash]

function sayNoSaving(bill: readonly BillLine[], { face }: Candidate): string {
  const { benefit } = face
  if (benefit.kind === 'gift') return '礼品券不抵扣金额，请在交车时领取'
  const sum = eligibleSum(bill, face)
  if (sum === 0) return '账单中没有适用的项目'
  const threshold = 'thresholdFen' in benefit ? benefit.thresholdFen : 0
  return sum < threshold ? `适用项目合计${formatFen(sum)}，还差${formatFen(threshold - sum)}` : '适用项目金额太小'
}

/** Why a coupon that fits here and now is not among those that were taken. */
export function sayRefused(bill: readonly BillLine[], coupon: Candidate, taken: Taken): string {
  if (price(bill, [coupon]).savingFen === 0) return sayNoSaving(bill, coupon)
  for (const chosen of taken.chosen) {
    const clash = clashOf(coupon, chosen)
    if (clash) return sayClash(clash, chosen, taken.isBest)
  }
  if (taken.leftOut.has(coupon.id)) return '可用的券较多，已从优惠最大的10张中选出最佳组合'
  const together = price(bill, [...taken.chosen, coupon])
  const isWorth = together.savings.some(({ couponId, savingFen }) => couponId === coupon.id && savingFen > 0)
  const moreFen = together.savingFen - taken.priced.savingFen
  if (moreFen > 0) return `未选用，加上可再优惠${formatFen(moreFen)}`
  return isWorth ? '与已选的券一起用不会更优惠' : '适用项目已被其他券抵扣完'
}

/** Why a coupon was chosen: what it does and what that is worth on this bill. */
export const sayChosen = ({ face }: Candidate, savingFen: number): string =>
  `${face.says}，本单优惠${formatFen(savingFen)}`
