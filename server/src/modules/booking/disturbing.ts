import { formatMinute } from '@pitlane/kernel'
import type { NewMessage } from '../messaging'
import { sayTime, type VisitFacts } from './reminding'

type Telling = Pick<NewMessage, 'dedupe' | 'kind' | 'body' | 'values' | 'plan'>

/** `11月24日（周二）10:30` → when the work begins now. */
const expected = (v: VisitFacts, minutes: number): string => sayTime({ day: v.day, minute: v.minute + minutes })

/**
 * The work begins later than promised. Nothing of it counts against the owner, who may come later or choose another time.
 * `minutes` is 0 when it begins on time again.
 */
export function tellDelayed(v: VisitFacts, minutes: number, version: number): Telling {
  const dedupe = `booking_delayed:${v.id}:${version}`
  const was = sayTime(v)
  if (minutes === 0) {
    const values = { state: '恢复准时', time: `${v.day} ${formatMinute(v.minute)}`, reason: '可按原时间到店' }
    return {
      ...{ dedupe, kind: 'booking_delayed' },
      body: `好消息：您${was}在${v.storeName}的${v.serviceName}可以按原时间开始，请按原时间到店。给您添麻烦了。`,
      plan: {
        wechat: { template: 'booking_changed', values },
        sms: { template: 'booking_on_time', variables: { time: was, store: v.storeName } },
      },
    }
  }
  const next = expected(v, minutes)
  const variables = { time: was, minutes: String(minutes), next, phone: v.storePhone }
  return {
    ...{ dedupe, kind: 'booking_delayed' },
    values: { ...variables, service: v.serviceName },
    body:
      `非常抱歉，因车间作业安排变化，您预约的${was}${v.serviceName}要推迟约 ${minutes} 分钟，预计${next}开始。` +
      `您可以晚些到店，也可以改约其他时间，都不会影响您的信用。如需帮助请致电 ${v.storePhone}。`,
    plan: {
      wechat: {
        template: 'booking_changed',
        values: {
          state: '时间推迟',
          time: `${v.day} ${formatMinute(v.minute)}`,
          reason: `推迟约${minutes}分钟，敬请谅解`,
        },
      },
      sms: { template: 'booking_delayed', variables },
      call: {
        title: '预约推迟，车主不知道',
        reason: `请致电车主致歉：${was}的${v.serviceName}推迟约 ${minutes} 分钟，预计${next}开始；可晚到或改约，不影响信用。`,
        dueAt: v.startsAt,
      },
    },
  }
}

/** What the front desk has to say to somebody for whom there is no bay or nobody at the time that was promised. */
export const callUnseated = (v: VisitFacts, isHere: boolean) => ({
  title: isHere ? '在店车辆没有工位' : '预约没有工位，需改约',
  reason: isHere
    ? `车辆已到店，但${sayTime(v)}的${v.serviceName}没有可用的工位或技师。请当面致歉并商量时间。`
    : `${sayTime(v)}的${v.serviceName}已没有可用的工位或技师。请致电车主致歉并改约，不影响车主信用。`,
})
