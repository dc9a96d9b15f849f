import * as z from 'zod/mini'

/** 取车 brings the car to the store, 送车 takes it home. */
export const tripDirections = { fetch: '取车', return: '送车' } as const
export const TripDirection = z.enum(['fetch', 'return'])
export type TripDirection = z.infer<typeof TripDirection>

/** Where a trip stands, as staff and owners read it, and its tone (DOMAIN §3.5). */
export const tripStates = {
  requested: { zh: '待派单', tone: 'wait' },
  assigned: { zh: '已派单', tone: 'going' },
  arrived: { zh: '司机已到', tone: 'going' },
  inspected: { zh: '已验车', tone: 'going' },
  en_route: { zh: '在途', tone: 'going' },
  at_store: { zh: '已送达门店', tone: 'done' },
  returned: { zh: '已交还车主', tone: 'done' },
  refused_condition: { zh: '未交接', tone: 'stop' },
  accident: { zh: '途中意外', tone: 'stop' },
  no_contact: { zh: '联系不上', tone: 'stop' },
  cancelled_by_customer: { zh: '车主取消', tone: 'muted' },
  cancelled_by_store: { zh: '门店取消', tone: 'muted' },
} as const
export const TripState = z.enum([
  'requested',
  'assigned',
  'arrived',
  'inspected',
  'en_route',
  'at_store',
  'returned',
  'refused_condition',
  'accident',
  'no_contact',
  'cancelled_by_customer',
  'cancelled_by_store',
])
export type TripState = z.infer<typeof TripState>

const callUs = '请致电门店，我们马上为您安排。'

/** What happens next, as owners read it. `agreed` takes the place of `inspected` once the owner has agreed to the inspection. */
export const tripNext: Readonly<Record<TripDirection, Readonly<Record<TripState | 'agreed', string>>>> = {
  fetch: {
    requested: '司机的时间已为您留好，门店派单后会告诉您。',
    assigned: '司机会按约定时间上门，请备好车钥匙和行驶证。',
    arrived: '司机已到，请和司机一起看一看车况。',
    inspected: '请核对验车记录，确认后司机就出发。',
    agreed: '您已确认验车记录，司机马上出发。',
    en_route: '爱车正在开往门店，送到后会告诉您。',
    at_store: '爱车已送到门店，门店会按预约为您服务。',
    returned: '取车已完成。',
    refused_condition: `这次没有取车。${callUs}`,
    accident: '途中出了意外，门店会马上与您联系，并负责处理。',
    no_contact: `司机没有联系上您。${callUs}`,
    cancelled_by_customer: '上门取车已取消，预约仍为您保留，请按时到店。',
    cancelled_by_store: '门店取消了上门取车。预约仍为您保留，请按时到店，或致电门店商量。',
  },
  return: {
    requested: '司机的时间已为您留好，服务完成后送车上门。',
    assigned: '司机已安排好，服务完成后送车上门。',
    arrived: '司机已到，请和司机一起看一看车况。',
    inspected: '司机已验车，马上出发。',
    agreed: '司机已验车，马上出发。',
    en_route: '爱车正在送回的路上。收车时请把交车码告诉司机，没见到车请不要告诉别人。',
    at_store: '这次没有送成，爱车已回到门店。请到店取车，或致电门店另约时间。',
    returned: '爱车已交还给您，感谢您的信任。',
    refused_condition: `这次没有交车。${callUs}`,
    accident: '途中出了意外，门店会马上与您联系，并负责处理。',
    no_contact: `司机没有联系上您。${callUs}`,
    cancelled_by_customer: '上门送车已取消，服务完成后请您到店取车。',
    cancelled_by_store: '门店取消了上门送车，服务完成后请您到店取车，或致电门店商量。',
  },
}

/** Why a trip or a loaner cannot take a step, as staff read it. */
export const stepRefusals = {
  over: '这个单子已经结束',
  not_yet: '前面还有步骤没有完成',
  passed: '这一步已经登记过了',
  not_this_way: '这类单子没有这一步',
  under_way: '车已在司机手上，不能取消，请按实际情况登记',
} as const
export const StepRefusal = z.enum(['over', 'not_yet', 'passed', 'not_this_way', 'under_way'])
export type StepRefusal = z.infer<typeof StepRefusal>

/** Where a loaner car stands for its owner-for-a-day, and its tone. */
export const loanerStates = {
  reserved: { zh: '已预留', tone: 'wait' },
  checked: { zh: '驾照已核对', tone: 'going' },
  out: { zh: '使用中', tone: 'going' },
  returned: { zh: '已归还', tone: 'done' },
  cancelled: { zh: '已取消', tone: 'muted' },
} as const
export const LoanerState = z.enum(['reserved', 'checked', 'out', 'returned', 'cancelled'])
export type LoanerState = z.infer<typeof LoanerState>

/** What happens next, as owners read it. */
export const loanerNext: Readonly<Record<LoanerState, string>> = {
  reserved: '到店后请出示本人驾驶证，核对后即可领车。',
  checked: '驾驶证已核对，请与顾问一起看过车况后领车。',
  out: '请在约定时间前归还。用车期间的违章和过路费由您承担。',
  returned: '代步车已归还，谢谢。',
  cancelled: '代步车已取消，预约不受影响。',
}

/** So many kilometres beyond the planned route need no explanation: a tenth more, and two for parking (DOMAIN §3.5). */
export const allowedKm = (plannedKm: number): number => Math.round((plannedKm * 1.1 + 2) * 10) / 10

/** A car is driven away only with so many photos of it: from the front, the back and both sides. */
export const MIN_INSPECTION_PHOTOS = 4
