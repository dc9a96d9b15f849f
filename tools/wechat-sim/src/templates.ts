import type { Template } from './template-fields'

/** The templates a Pitlane account applies for to send. A real account has other ids and wordings: configuration maps them. */
export const templates: readonly Template[] = [
  {
    id: 'sim-booking-confirmed',
    title: '预约成功通知',
    fields: { thing1: '服务门店', time2: '预约时间', thing3: '服务项目', car_number4: '车牌号码', thing5: '温馨提示' },
  },
  {
    id: 'sim-booking-reminder',
    title: '到店提醒',
    fields: { time1: '预约时间', thing2: '门店地址', name3: '服务顾问', phone_number4: '联系电话' },
  },
  {
    id: 'sim-booking-changed',
    title: '预约变更通知',
    fields: { phrase1: '当前状态', time2: '原预约时间', thing3: '变更原因' },
  },
  {
    id: 'sim-waitlist-ready',
    title: '候补成功通知',
    fields: { time1: '可约时段', thing2: '服务门店', thing3: '温馨提示' },
  },
  {
    id: 'sim-addon-approval',
    title: '待确认通知',
    fields: { car_number1: '车牌号码', thing2: '增修项目', amount3: '预计金额', time4: '请在此前确认' },
  },
  {
    id: 'sim-progress',
    title: '维修进度通知',
    fields: { car_number1: '车牌号码', phrase2: '当前状态', time3: '预计交车', thing4: '进度说明' },
  },
  {
    id: 'sim-ready-for-pickup',
    title: '完工取车通知',
    fields: { car_number1: '车牌号码', amount2: '应付金额', thing3: '取车地点', time4: '完工时间' },
  },
  {
    id: 'sim-paid',
    title: '付款成功通知',
    fields: { amount1: '支付金额', character_string2: '订单编号', time3: '支付时间' },
  },
  {
    id: 'sim-survey',
    title: '服务评价提醒',
    fields: { thing1: '服务门店', car_number2: '车牌号码', time3: '交车时间' },
  },
  {
    id: 'sim-complaint-progress',
    title: '投诉处理进度通知',
    fields: { character_string1: '投诉编号', phrase2: '处理状态', thing3: '处理人员', time4: '答复时间' },
  },
  {
    id: 'sim-maintenance-due',
    title: '保养提醒',
    fields: { car_number1: '车牌号码', thing2: '建议项目', date3: '建议日期', thing4: '备注' },
  },
  {
    id: 'sim-insurance-due',
    title: '保险到期提醒',
    fields: { car_number1: '车牌号码', thing2: '险种', date3: '到期日期' },
  },
  {
    id: 'sim-coupon-expiring',
    title: '优惠券到期提醒',
    fields: { thing1: '优惠券名称', time2: '到期时间' },
  },
]
