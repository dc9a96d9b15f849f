/** Everything the dispatcher's page says. */
export const words = {
  title: '派工',
  jobs: (count: number) => `待派工 ${count}`,
  jobList: '待派工项目',
  people: '技师',
  none: '没有待派工的项目',
  noneHint: '客户同意报价后，项目会自动出现在这里。',
  carryOver: '隔夜',
  carryOverHint: '车辆在今天之前到店',
  keys: 'j / k 选项目，1–9 派给对应的技师',
  planned: (minutes: string) => `计划 ${minutes}`,
  offersOf: (job: string, plate: string) => `${plate} ${job}`,
  ongoing: '手上的项目',
  failed: (count: number) => `有 ${count} 张工单没有读取成功`,
} as const
