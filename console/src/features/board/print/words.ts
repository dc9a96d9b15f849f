/** Everything on the printed sheet. */
export const words = {
  title: '当日预约打印页',
  heading: (store: string, day: string) => `${store} ${day} 预约`,
  summary: (count: number, at: string) => `共 ${count} 个预约（不含已取消、未接受和未到店），打印于 ${at}`,
  columns: ['时间', '车牌', '车主', '车型', '服务项目', '工位', '技师', '状态', '预约号', '备注'],
} as const
