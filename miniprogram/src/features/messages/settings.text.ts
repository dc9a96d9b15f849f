import type { messaging } from '@pitlane/contract'

/** The words of the notification settings. Apart from the others, for those are in the main package, which has to stay small. */
export const words = {
  quiet: '免打扰',
  doNotDisturb: '开启免打扰',
  doNotDisturbNote: '只在站内留消息。改期、取消、等您确认等不能耽误的事，仍会通知您。',
  night: '夜间 21:00 到次日 08:00，不急的消息会等到早上再发。',
  purposes: {
    service: { title: '服务通知', note: '预约、维修、取车，服务必需' },
    care: { title: '用车关怀', note: '保养、保险、年检提醒' },
    survey: { title: '满意度回访', note: '服务结束后邀请您评价' },
    marketing: { title: '优惠活动', note: '卡券到期、优惠活动' },
  } satisfies Readonly<Record<messaging.Purpose, { title: string; note: string }>>,
  allow: (title: string) => `接收${title}`,
  wechat: '微信订阅消息',
  sms: '短信',
  channel: (title: string, channel: string) => `${title}用${channel}通知`,
} as const
