import type { BoardFilter } from './filter'

/** Everything the board says. */
export const words = {
  loading: '正在读取预约',
  all: '全部',
  closedStates: '取消 / 未接受',
  waiting: (span: string) => `等 ${span}`,
  late: (span: string) => `晚 ${span}`,
  overdue: '超过 15 分钟未答复',
  isNew: '新',
  newBookings: (count: number) => `新预约 ${count}`,
  newHint: '点此显示并选中最早的一条',
  dayClosed: (note: string | null) => `本店当天休息${note ? `：${note}` : ''}`,
  stale: (at: string) => `没能刷新，下面是 ${at} 的内容`,
  filters: '按状态筛选',
  help: '快捷键（?）',
  helpTitle: '快捷键',
  helpNote: '在输入框中打字时，快捷键不起作用。',

  status: { connecting: '正在连接', live: '实时', waiting: '正在重连' },
  statusHint: {
    connecting: '正在建立实时连接',
    live: '新的预约和变化会自动出现',
    waiting: '实时连接中断，正在重连；其间每 15 秒自动刷新一次',
  },

  columns: {
    time: '时间',
    state: '状态',
    plate: '车牌',
    name: '车主',
    phone: '电话',
    service: '服务项目',
    bay: '工位',
    technicians: '技师',
    workorder: '工单号',
    remark: '备注',
  },
  list: '预约列表',
  board: '预约看板',
  unplated: '未上牌',
  unknown: '—',

  emptyToday: '今天还没有预约',
  emptyTodayHint: '车主约好后会自动出现在这里。您也可以提醒车主在小程序首页点「预约服务」。',
  emptyDay: '这一天还没有预约',
  emptyDayHint: '可以换一天看看，或在上方按车牌尾号、手机尾号、姓氏搜索。',
  emptyClosedHint: '门店当天不营业，车主不能预约这一天。',

  emptyFilter: '没有符合条件的预约',
  emptyFilterText: (text: string) => `当天没有车牌、手机尾号或姓氏符合「${text}」的预约。`,
  emptyFilterState: '当天没有这个状态的预约。',
  showAll: '显示全部',

  detail: '预约详情',
  stateChanged: (state: string) => `这个预约刚被处理过，已为您刷新，现在是「${state}」。`,
  nothingSelected: '请先用 j / k 或鼠标选中一个预约',

  actions: { confirm: '确认预约', reject: '不接受', arrive: '登记到店', noShow: '登记未到店', cancel: '取消预约' },
  done: {
    confirm: '已确认',
    reject: '已告知车主未接受',
    arrive: '已登记到店',
    noShow: '已登记未到店',
    cancel: '已取消',
  },

  rejectTitle: '不接受这个预约',
  rejectText: '车主会收到原因。占用的工位和技师立即释放，且不能撤回。',
  reason: '原因',
  note: '给车主的说明',
  noteOptional: '给车主的说明（选填）',
  noteNeeded: '请写一句说明，车主会看到',
  rejectSubmit: '确定不接受',
  cancelTitle: '取消这个预约',
  cancelText: '占用的工位和技师立即释放，且不能撤回。车主会看到您填写的说明。',
  cancelBy: '谁的原因',
  byCustomer: '车主要求取消',
  byStore: '门店原因（不计入车主的爽约记录）',
  cancelSubmit: '确定取消',
  noShowTitle: '登记未到店',
  noShowText: '登记后占用的工位和技师立即释放。当天晚些时候车到了，仍可改为已到店。',
  noShowSubmit: '确定未到店',
  back: '返回',

  facts: {
    service: '服务项目',
    vehicle: '车型',
    bay: '工位',
    technicians: '技师',
    workorder: '工单号',
    remark: '车主备注',
    placed: '提交时间',
    closing: '处理说明',
    plate: '车牌',
    name: '车主',
    phone: '电话',
    vin: '车架号',
  },

  reveal: '查看完整信息',
  revealRule: '仅限有「查看完整联系方式」权限的人员；每次查看连同原因都会记入审计记录。',
  revealDenied: '查看完整信息需要「查看完整联系方式」权限，请联系店长开通。',
  revealReason: '查看原因',
  revealReasons: ['联系车主确认预约', '核对到店车辆', '联系未到店车主'],
  revealNeeded: '请写明原因，至少 2 个字',
  revealSubmit: '查看',
  revealLeft: (seconds: number) => `${seconds} 秒后自动隐藏`,
  hide: '立即隐藏',

  previousDay: '前一天',
  nextDay: '后一天',
  pickDay: '选择日期',
} as const

/** What the summary strip calls each filter. */
export const filterWords: Readonly<Record<BoardFilter, string>> = {
  all: words.all,
  placed: '待确认',
  confirmed: '已确认',
  arrived: '已到店',
  no_show: '未到店',
  closed: words.closedStates,
}

/** The shortcuts, as the help shows them. */
export const shortcutWords: readonly (readonly [keys: string, meaning: string])[] = [
  ['/', '搜索车牌尾号、手机尾号或姓名'],
  ['j', '下一条'],
  ['k', '上一条'],
  ['Enter', '打开详情'],
  ['c', '确认预约'],
  ['a', '登记到店'],
  ['x', '不接受（需选原因）'],
  ['Esc', '关闭详情或返回'],
  ['?', '显示或关闭本说明'],
]
