import { workorder } from '@pitlane/contract'

const sentences: Readonly<Record<workorder.WorkorderState, string>> = {
  pre: '等待您到店',
  received: '已到店，服务顾问正在接车',
  inspected: '环检完成，正在准备报价',
  quoted: '报价已出，请您确认',
  authorised: '已确认，正在安排技师',
  dispatched: '已派工，即将开始施工',
  in_progress: '施工中',
  work_done: '施工完成，正在质检',
  qc_passed: '质检通过，正在洗车和准备交车',
  ready: '可以取车了',
  settled: '已结算，请取车',
  delivered: '已交车，感谢您的信任',
  closed: '服务已完成',
  cancelled: '本次服务已取消',
}

interface Asked {
  readonly kind: workorder.AddonKind
  readonly state: string
}

/** What the owner has to answer: 增项, 减项 or both; neither where the work waits for something else of theirs. */
function questionOf(addons: readonly Asked[]): string {
  const isOpen = (kind: workorder.AddonKind) => addons.some((one) => one.kind === kind && one.state === 'pending')
  const kinds = workorder.AddonKind.options.filter(isOpen)
  if (kinds.length === 0) return '等待您确认后继续施工'
  return `有${kinds.map((kind) => workorder.addonKinds[kind]).join('和')}需要您确认`
}

/** What happens now, as the owner reads it (DOMAIN §2.8). */
export function headlineOf(
  state: workorder.WorkorderState,
  waiting: workorder.Waiting | null,
  addons: readonly Asked[],
): string {
  if (state === 'in_progress' && waiting === 'parts') return '等待备件，到料后立即继续施工'
  if (state === 'in_progress' && waiting === 'outside') return '正在专业门店施工'
  if (waiting === 'customer' && state !== 'quoted') return questionOf(addons)
  return sentences[state]
}
