import type { booking as contract } from '@pitlane/contract'
import { addDays, formatMinute, weekdayOf, type Day, type Minute } from '@pitlane/kernel'
import type { NewMessage, Plan } from '../messaging'

export type ReminderKind = 'day_before' | 'two_hours'

/** People are reminded between 9:00 and 20:00 of the store. */
const FROM = 540
const UNTIL = 1200
/** At 18:00 people plan the next day. */
const EVENING = 1080
const AHEAD = 120
/** Who is told later than this before the time is on the way already. */
const TOO_LATE = 60

interface Reminder {
  readonly kind: ReminderKind
  readonly day: Day
  readonly minute: Minute
}

/**
 * When an owner is reminded of a time: at 18:00 of the day before, and two hours ahead but not before 9:00 nor after 20:00.
 * For an early time the second one would come too late to be of use; then there is only the first.
 */
export function reminderTimes(day: Day, startsMinute: Minute): Reminder[] {
  const dayBefore: Reminder = { kind: 'day_before', day: addDays(day, -1), minute: EVENING }
  const minute = Math.min(Math.max(startsMinute - AHEAD, FROM), UNTIL)
  return minute <= startsMinute - TOO_LATE ? [dayBefore, { kind: 'two_hours', day, minute }] : [dayBefore]
}

/** For a reminder that comes late (the worker was away): when people may be disturbed next, or undefined for "now". */
export function nextDecentTime(day: Day, minute: Minute): { day: Day; minute: Minute } | undefined {
  if (minute < FROM) return { day, minute: FROM }
  return minute > UNTIL ? { day: addDays(day, 1), minute: FROM } : undefined
}

/** What the words are made from. */
export type VisitFacts = Pick<
  contract.BookingView,
  | 'id'
  | 'version'
  | 'day'
  | 'minute'
  | 'startsAt'
  | 'storeName'
  | 'storePhone'
  | 'storeAddress'
  | 'serviceName'
  | 'plate'
  | 'closingNote'
> &
  Partial<Pick<contract.BookingView, 'proposals'>>

type Telling = Pick<NewMessage, 'dedupe' | 'kind' | 'body' | 'values' | 'plan'>

const WEEKDAYS = '日一二三四五六'

interface Moment {
  readonly day: Day
  readonly minute: Minute
}

/** `11月24日（周二）10:00` */
export const sayTime = ({ day, minute }: Moment): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（周${WEEKDAYS.charAt(weekdayOf(day))}）${formatMinute(minute)}`

/** `2026年11月24日 10:00`, as WeChat wants it. */
const wechatTime = ({ day, minute }: Moment): string =>
  `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8)}日 ${formatMinute(minute)}`

/** The parts of a message that every wording may use. */
const partsOf = (v: VisitFacts) => ({
  ...{ time: sayTime(v), store: v.storeName, service: v.serviceName, address: v.storeAddress, phone: v.storePhone },
})

const keyOf = (kind: string, v: VisitFacts): string => `${kind}:${v.id}:${v.day}:${v.minute}`

const callFor = (v: VisitFacts, title: string, reason: string): NonNullable<Plan['call']> => ({
  ...{ title, reason, dueAt: v.startsAt },
})

/** The store has accepted. Owners of a store that accepts by itself have just read it, so they get no SMS. */
export function tellConfirmed(v: VisitFacts, isByItself: boolean): Telling {
  const sms = { template: 'booking_confirmed', variables: { time: sayTime(v), store: v.storeName } } as const
  const values = {
    ...{ store: v.storeName, time: wechatTime(v), service: v.serviceName, plate: v.plate ?? '' },
    note: '请按时到店，改约请打开小程序',
  }
  return {
    ...{ dedupe: keyOf('booking_confirmed', v), kind: 'booking_confirmed' },
    values: partsOf(v),
    body: `您预约的${sayTime(v)}到店已确认。门店：${v.storeName}，服务：${v.serviceName}。请按时到店。`,
    plan: { wechat: { template: 'booking_confirmed', values }, ...(isByItself ? {} : { sms }) },
  }
}

export function tellReminder(v: VisitFacts, which: ReminderKind): Telling {
  const when = sayTime(v)
  const values = { time: wechatTime(v), address: v.storeAddress, advisor: '门店前台', phone: v.storePhone }
  return {
    ...{ dedupe: keyOf(`booking_reminder:${which}`, v), kind: 'booking_reminder', values: partsOf(v) },
    body:
      `您预约了${when}到${v.storeName}做${v.serviceName}。地址：${v.storeAddress}。` +
      `请带上行驶证；不能到店请提前取消，或致电 ${v.storePhone}。`,
    plan: {
      wechat: { template: 'booking_reminder', values },
      sms: { template: 'booking_reminder', variables: { time: when, store: v.storeName, phone: v.storePhone } },
      call: callFor(v, '到店提醒没有送达', `请致电车主，提醒${when}到店，服务：${v.serviceName}。`),
    },
  }
}

/** `门店可为您安排：11月24日（周二）10:00、11月25日（周三）09:30。`; nothing when no time is offered. */
const sayProposals = ({ proposals = [] }: VisitFacts): string =>
  proposals.length === 0 ? '' : `门店可为您安排：${proposals.map(sayTime).join('、')}。`

const wayOn = ({ proposals = [] }: VisitFacts): string =>
  proposals.length === 0 ? '您可以另选时间' : '点开预约即可改约，也可以另选时间'

/** The store has turned the booking down, or cancelled it. */
export function tellClosed(v: VisitFacts, kind: 'booking_rejected' | 'booking_cancelled'): Telling {
  const when = sayTime(v)
  const reason = v.closingNote?.replace(/^门店原因取消：/, '') ?? '门店安排调整'
  const isRejected = kind === 'booking_rejected'
  const variables = { time: when, reason, ...(isRejected ? {} : { phone: v.storePhone }) }
  const values = { state: isRejected ? '未接受' : '已取消', time: wechatTime(v), reason }
  const what = isRejected ? '很抱歉，门店没能接受您的预约' : '很抱歉，门店取消了您的预约'
  return {
    ...{ dedupe: keyOf(kind, v), kind },
    values: { ...partsOf(v), reason, proposals: sayProposals(v), way: wayOn(v) },
    body: `${what}：${when}，${v.serviceName}。原因：${reason}。${sayProposals(v)}${wayOn(v)}，或致电 ${v.storePhone}。`,
    plan: {
      wechat: { template: 'booking_changed', values },
      sms: { template: kind, variables },
      call: callFor(
        v,
        isRejected ? '预约未接受，车主不知道' : '预约已取消，车主不知道',
        `${what}：${when}。原因：${reason}。${sayProposals(v)}`,
      ),
    },
  }
}

/** The time has changed from `from` to what it is now. An owner who changed it needs no SMS about it. */
export function tellMoved(v: VisitFacts, from: Moment, isByOwner: boolean): Telling {
  const when = sayTime(v)
  const values = { state: '已改期', time: wechatTime(from), reason: `改到${when}` }
  const sms = { template: 'booking_moved', variables: { time: when, store: v.storeName, phone: v.storePhone } } as const
  const call = callFor(
    v,
    '预约已改期，车主不知道',
    `请致电车主：预约从${sayTime(from)}改到${when}，服务：${v.serviceName}。`,
  )
  return {
    // Moved there, away and there again is told each time.
    ...{ dedupe: `booking_moved:${v.id}:${v.version}`, kind: 'booking_moved' },
    values: { ...partsOf(v), from: sayTime(from) },
    body: `您的预约已从${sayTime(from)}改到${when}。门店：${v.storeName}，服务：${v.serviceName}。如不方便请致电 ${v.storePhone}。`,
    plan: { wechat: { template: 'booking_changed', values }, ...(isByOwner ? {} : { sms, call }) },
  }
}

/** A time came free for somebody who waits. There is no time to call: it goes to the next after a quarter of an hour. */
export function tellOffer(
  held: { readonly id: string; readonly day: Day; readonly startsMinute: Minute },
  store: string,
  minutes: number,
): Telling {
  const at = { day: held.day, minute: held.startsMinute }
  const when = sayTime(at)
  const values = { time: wechatTime(at), store, note: `请在${minutes}分钟内接受，过时让给下一位` }
  const variables = { time: when, store, minutes: String(minutes) }
  return {
    ...{ dedupe: `waitlist_offer:${held.id}`, kind: 'waitlist_offer', values: variables },
    body: `您候补的时间有空位了：${when}，${store}。为您保留 ${minutes} 分钟，请到“我的预约”接受。`,
    plan: { wechat: { template: 'waitlist_offer', values }, sms: { template: 'waitlist_offer', variables } },
  }
}
