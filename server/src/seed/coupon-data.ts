import type { coupon } from '@pitlane/contract'

type Fields = coupon.TemplateFields

/** A template of the demonstration; services are named by their codes. */
export interface TemplateData {
  readonly key: string
  readonly state: 'draft' | 'active' | 'stopped'
  readonly fields: Omit<Fields, 'storeIds'>
}

/** A coupon in the wallet of every demo owner, or of the first few. */
export interface WalletData {
  readonly template: string
  readonly issuedDaysAgo: number
  readonly isClaimed?: true
  readonly note?: string
  /** It was used so many days ago. */
  readonly usedDaysAgo?: number
  /** Only in so many wallets, the first ones. */
  readonly owners?: number
}

const plain: Omit<Fields, 'storeIds' | 'name' | 'type' | 'benefit'> = {
  scope: {
    kinds: [],
    serviceIds: [],
    categories: [],
    exceptServiceIds: [],
    exceptCategories: [],
    fuels: [],
    series: [],
    customers: [],
  },
  ...{ stack: { group: null, with: [], isAlone: false }, window: { weekdays: [], hours: null, blackout: [] } },
  ...{
    validity: { kind: 'relative', startsAfterDays: 0, days: 60 },
    isGiftable: false,
    needsBooking: false,
    refundPolicy: 'return',
    terms: '',
    fundedBy: 'group',
  },
  ...{ times: 1, stockTotal: null, perCustomerLimit: 3, perVehicleLimit: null, dailyLimit: null },
  budgetFen: 3_000_000,
}

export const TEMPLATES: readonly TemplateData[] = [
  {
    ...{ key: 'back', state: 'active' },
    fields: {
      ...{ ...plain, name: '老客回店礼', type: 'cash', benefit: { kind: 'cash', amountFen: 5000, thresholdFen: 0 } },
      ...{ isGiftable: true, stockTotal: 2000, budgetFen: 10_000_000 },
      terms: '到店消费即可抵扣，不找零、不兑换现金，可转赠一位亲友。',
    },
  },
  {
    ...{ key: 'maintenance', state: 'active' },
    fields: {
      ...{ ...plain, name: '冬季保养满减', type: 'full_cut', stockTotal: 500 },
      benefit: { kind: 'full_cut', thresholdFen: 100_000, amountFen: 12_000 },
      scope: { ...plain.scope, categories: ['maintenance'] },
      ...{ validity: { kind: 'relative', startsAfterDays: 0, days: 90 }, terms: '仅计算保养类项目的金额。' },
    },
  },
  {
    ...{ key: 'labour', state: 'active' },
    fields: {
      ...{ ...plain, name: '工时八五折', type: 'discount', benefit: { kind: 'discount', percent: 85, capFen: 20_000 } },
      scope: { ...plain.scope, kinds: ['labour'], exceptCategories: ['tyre'] },
      terms: '仅限工时，轮胎类项目除外。',
    },
  },
  {
    ...{ key: 'rotate', state: 'active' },
    fields: {
      ...{ ...plain, name: '轮胎换位体验', type: 'service', fundedBy: 'store' },
      benefit: { kind: 'service', serviceId: 'TYRE-ROTATE' },
      terms: '限一次，需提前预约。',
    },
  },
  {
    ...{ key: 'quiet', state: 'active' },
    fields: {
      ...{
        ...plain,
        name: '平日下午专享',
        type: 'offpeak',
        benefit: { kind: 'cash', amountFen: 6000, thresholdFen: 30_000 },
      },
      window: { weekdays: [2, 3, 4], hours: { from: 780, to: 1020 }, blackout: [] },
      terms: '周二至周四 13:00 至 17:00 结算可用。',
    },
  },
  {
    ...{ key: 'sorry', state: 'active' },
    fields: {
      ...{ ...plain, name: '等候致歉券', type: 'comp', benefit: { kind: 'cash', amountFen: 3000, thresholdFen: 0 } },
      terms: '等候超时的补偿，可与其他券同时使用。',
    },
  },
  {
    ...{ key: 'friend', state: 'active' },
    fields: {
      ...{ ...plain, name: '邀请好友', type: 'referral', benefit: { kind: 'cash', amountFen: 8000, thresholdFen: 0 } },
      ...{ perCustomerLimit: 10, terms: '好友首次到店付款后，您和好友各得一张。' },
    },
  },
  {
    ...{ key: 'fluid', state: 'draft' },
    fields: {
      ...{ ...plain, name: '冬季玻璃水', type: 'gift', benefit: { kind: 'gift', item: '防冻玻璃水一瓶' } },
      ...{ stockTotal: 300, fundedBy: 'oem' },
    },
  },
]

export const WALLETS: readonly WalletData[] = [
  { template: 'back', issuedDaysAgo: 12.4, note: '感谢您上次到店' },
  { template: 'maintenance', issuedDaysAgo: 8.3, isClaimed: true },
  { template: 'labour', issuedDaysAgo: 20.6, isClaimed: true },
  { template: 'rotate', issuedDaysAgo: 55.5, note: '新车主礼遇' },
  { template: 'quiet', issuedDaysAgo: 3.4, note: '平日到店更从容', owners: 2 },
  { template: 'sorry', issuedDaysAgo: 5.6, note: '上次等候超时，非常抱歉', owners: 1 },
  { template: 'labour', issuedDaysAgo: 75.5, isClaimed: true, owners: 1 },
  { template: 'back', issuedDaysAgo: 81.2, note: '欢迎再来', usedDaysAgo: 62.3, owners: 3 },
  { template: 'maintenance', issuedDaysAgo: 80.4, isClaimed: true, usedDaysAgo: 62.3, owners: 2 },
]
