import { workorder } from '@pitlane/contract'
import { formatMinute, type Day, type Minute } from '@pitlane/kernel'

/** An owner reads a family name and no more: 「王师傅」 (DOMAIN §2.8). */
export const masterName = (name: string): string => `${[...name][0] ?? ''}师傅`

export const masters = (names: readonly string[]): string => names.map(masterName).join('、')

/** What an owner reads of a pause: that something is waited for, never whose fault it is. */
const pauses: Partial<Record<workorder.PauseReason, string>> = {
  parts: '正在等待备件，到料后立即继续施工',
  customer: '需要您确认后才能继续施工',
}

export const pauseForOwner = (reason: workorder.PauseReason, jobName: string): string | null => {
  const text = pauses[reason]
  return text === undefined ? null : `${jobName}：${text}`
}

export const pauseForStaff = (reason: workorder.PauseReason, jobName: string, remark: string): string =>
  `「${jobName}」暂停：${workorder.pauseReasons[reason]}${remark ? `（${remark}）` : ''}`

/** `11月24日 16:30` */
export const sayMoment = ({ day, minute }: { readonly day: Day; readonly minute: Minute }): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${formatMinute(minute)}`

/** `98,000 公里` */
export const sayKm = (km: number): string => `${km.toLocaleString('zh-CN')} 公里`
