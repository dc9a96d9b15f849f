/** What staff may do, one word pair each (DOMAIN §1.3). Roles are bundles of these; grants tie a role to a group, region or store. */
export const permissions = {
  'booking.read': '查看预约',
  'booking.create': '代客预约、接待随到',
  'booking.move': '调整预约时间和工位',
  'booking.confirm': '确认、拒绝预约',
  'booking.arrive': '登记到店、爽约',
  'booking.cancel': '代客取消预约',
  'customer.reveal': '查看完整联系方式',
  'care.call': '处理电话待办',
  'mobility.dispatch': '安排取送车和代步车',
  'store.manage_calendar': '维护营业日历',
  'store.manage_resources': '维护工位与人员',
  'store.manage_policy': '维护产能策略',
  'store.manage': '维护门店资料',
  'leave.request': '提交请假申请',
  'catalog.manage': '维护服务项目',
  'process.read': '查看流程与任务',
  'process.manage': '维护流程、处理流程异常',
  'ops.jobs': '查看和重试后台任务',
  'audit.read': '查看审计记录',
} as const

export type Permission = keyof typeof permissions
