import type { BoardRow } from '../board-row'
import type { Step } from './layout'

/** Everything the plan says. */
export const words = {
  views: '显示方式',
  shapes: { list: '列表', bays: '工位', technicians: '技师' },
  chart: { bays: '按工位排列的当日计划', technicians: '按技师排列的当日计划' },
  corner: { bays: '工位', technicians: '技师' },
  away: '不当班或请假',
  late: (minutes: number) => `晚 ${minutes} 分`,
  noRows: { bays: '本店还没有可用的工位', technicians: '本店当天没有技师' },
  noRowsHint: '请在「设置」中添加工位和人员，或换一种显示方式。',
  legend: '拖动色块可改时间、工位或技师；按 m 用方向键移动，Enter 放下，Esc 取消。',
  checking: '正在核对',
  possible: '可以',
  reseated: '可以，工位和技师按空闲重新安排',
  repeopled: '可以，技师按空闲重新安排',
  refused: '不可以',
  same: '放回原处',
  moved: (what: string, where: string) => `已移动 ${what} 到 ${where}`,
  undo: '撤销（u）',
  undone: (what: string) => `已撤销，${what} 回到原来的安排`,
  notMoved: (why: string) => `没有移动：${why}`,
  notUndone: (why: string) => `没有撤销：${why}`,
  otherDay: '过夜车第二天的部分跟随到店当天的安排，请打开到店当天调整',
  notMovable: '只有还没到店的预约可以移动',
  noRight: '您没有调整预约的权限，请联系店长开通',
  nothingFocused: '请先用方向键或鼠标选中一个色块',
  nothingToUndo: '没有可以撤销的移动',
  moving: (what: string) => `正在移动 ${what}`,
} as const

/** States in one character, for a quarter of an hour. */
export const shortStates: Readonly<Record<BoardRow['state'], string>> = {
  held: '留',
  placed: '待',
  confirmed: '确',
  arrived: '到',
  cancelled: '消',
  rejected: '拒',
  no_show: '缺',
  expired: '过',
}

const kindWords: Readonly<Record<Step['kind'], string>> = {
  reception: '接车',
  work: '施工',
  qc: '终检',
  wash: '洗车',
}

/** `小保养`, `接车` */
export const nameOfStep = (step: Step): string => step.serviceName ?? kindWords[step.kind]
