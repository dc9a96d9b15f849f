/** The words of the list of visits. Apart from those of one visit, for these are in the main package, which has to stay small. */
export const text = {
  needsAnswer: '待您确认',
  going: '进行中',
  waits: '待取车',
  delivered: '已交车',
  cancelled: '已取消',
  latest: (moment: string) => `预计${moment} 前可取车`,
  late: '比预计的时间晚了，门店会告诉您新的时间',
  ready: '可以来取车了',
  open: '查看进度',
  past: '以往服务',
  login: '登录后查看服务记录',
  loginAction: '登录',
  empty: '这辆车还没有服务记录',
  emptyHint: '到店服务后，做了什么、花了多少都会记在这里。',
} as const
