import * as z from 'zod/mini'

export * from './workorder-states'

/** Why work does not go on. */
export const waitings = { parts: '待料', customer: '待客户确认', outside: '外协中' } as const
export const Waiting = z.enum(['parts', 'customer', 'outside'])
export type Waiting = z.infer<typeof Waiting>

/** 作业项目 states (DOMAIN §2.4). */
export const jobStates = {
  new: '待派工',
  assigned: '已派工',
  running: '施工中',
  paused: '已暂停',
  outsourced: '外协中',
  checking: '待互检',
  done: '完工待检',
  passed: '质检通过',
  cancelled: '已取消',
} as const
export const JobState = z.enum(Object.keys(jobStates) as (keyof typeof jobStates)[])
export type JobState = z.infer<typeof JobState>

/** Why a job stands still (DOMAIN §2.4). */
export const pauseReasons = {
  parts: '待料',
  customer: '待客户确认',
  equipment: '待设备',
  support: '待技术支援',
  break: '午休或下班',
  other_job: '插单',
  other: '其他',
} as const
export const PauseReason = z.enum(Object.keys(pauseReasons) as (keyof typeof pauseReasons)[])
export type PauseReason = z.infer<typeof PauseReason>

/** 增项 states (DOMAIN §2.5). */
export const addonStates = {
  draft: '待报价',
  pending: '待客户确认',
  approved: '已同意',
  partial: '部分同意',
  declined: '已放弃',
  expired: '已失效',
} as const
export const AddonState = z.enum(Object.keys(addonStates) as (keyof typeof addonStates)[])
export type AddonState = z.infer<typeof AddonState>

/** More to do, or something that was agreed to and shall not be done after all (DOMAIN §2.6: 减项). */
export const addonKinds = { extra: '增项', removal: '减项' } as const
export const AddonKind = z.enum(['extra', 'removal'])
export type AddonKind = z.infer<typeof AddonKind>

/** How much it matters: 红 is about safety. */
export const severities = { red: '安全相关', yellow: '建议处理', green: '状态正常' } as const
export const Severity = z.enum(['red', 'yellow', 'green'])
export type Severity = z.infer<typeof Severity>

/** Standing of a material on its way into the car; `cancelled` was never taken, and its job is not done after all. */
export const partStates = {
  ...{ waiting: '待料', arrived: '已到料', issued: '已领用', returned: '已退回', cancelled: '已取消' },
} as const
/** Where a person can put it. */
export const PartState = z.enum(['waiting', 'arrived', 'issued', 'returned'])

/** How an owner agreed. */
export const consentMethods = { app: '小程序确认', signature: '到店签字', call: '电话录音' } as const
export const ConsentMethod = z.enum(['app', 'signature', 'call'])

/** Where on a car something was seen. */
export const carZones = {
  front: '前部',
  rear: '后部',
  left: '左侧',
  right: '右侧',
  roof: '车顶',
  glass: '玻璃',
  wheels: '轮胎轮毂',
  interior: '内饰',
} as const
export const CarZone = z.enum(Object.keys(carZones) as (keyof typeof carZones)[])

/** What was seen there. */
export const damageKinds = {
  scratch: '划痕',
  dent: '凹陷',
  crack: '裂纹',
  paint: '掉漆',
  missing: '缺失',
  other: '其他',
} as const
export const DamageKind = z.enum(Object.keys(damageKinds) as (keyof typeof damageKinds)[])

/** Warning lights that were on. */
export const dashLights = {
  engine: '发动机',
  oil: '机油压力',
  battery: '蓄电池',
  abs: 'ABS',
  airbag: '安全气囊',
  tyre: '胎压',
  coolant: '水温',
  hv: '动力电池',
} as const
export const DashLight = z.enum(Object.keys(dashLights) as (keyof typeof dashLights)[])

/** Photos of an inspection at least: four corners, dashboard, VIN or plate (DOMAIN §2.3). */
export const INSPECTION_PHOTOS = 6
