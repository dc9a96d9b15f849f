import type { files, workorder } from '@pitlane/contract'
import type { Visit } from '../../../miniprogram/src/features/progress/visits'

/** A car in the house, as its owner reads it; tests change what they are about. */
export const WORKORDER = '01J00000000000000000000901'
export const PROGRESS = `/api/me/workorders/${WORKORDER}/progress`
const HASH = 'a'.repeat(64)

const photo = (n: number): files.PhotoView => ({
  ...{ id: `01J0000000000000000000070${n}`, thumbUrl: `/api/files/${n}/thumb`, url: `/api/files/${n}/full` },
  ...{ width: 800, height: 600 },
})

/** At this hour of today in Beijing. */
export const at = (hour: number, minute = 0): string => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return new Date(Date.parse(`${today}T00:00:00Z`) + ((hour - 8) * 60 + minute) * 60_000).toISOString()
}

const labour = {
  ...{ kind: 'labour' as const, serviceId: null, partCode: null, quantityCenti: 150, unit: '小时' as const },
  ...{ unitFen: 20_000, minutes: 90, of: null },
}
const material = {
  ...{ kind: 'material' as const, serviceId: null, partCode: 'P-1', quantityCenti: 100, unit: '套' as const },
  ...{ unitFen: 56_000, minutes: null, of: 0 },
}

export const quote: workorder.QuoteView = {
  version: 2,
  lines: [
    { ...labour, name: '更换前刹车片', amountFen: 30_000 },
    { ...material, name: '前刹车片', amountFen: 56_000 },
  ],
  ...{ labourFen: 30_000, materialFen: 56_000, totalFen: 86_000, promisedAt: at(23, 59), note: '' },
  ...{ sentAt: at(10, 10), authorisedAt: null, method: null, snapshotHash: HASH },
}

export const addon: workorder.AddonView = {
  ...{ id: '01J00000000000000000000911', version: 3, kind: 'extra', state: 'pending' },
  ...{ title: '后刹车片磨损', severity: 'red' },
  finding: '后刹车片已接近极限',
  measure: { name: '后刹车片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' },
  photos: [photo(1)],
  ...{ proposedByName: '王师傅', proposedAt: at(11), extraMinutes: 45, newPromiseAt: at(17, 30) },
  lines: [
    { ...labour, name: '更换后刹车片', amountFen: 20_000, isApproved: null },
    { ...material, name: '后刹车片', amountFen: 40_000, isApproved: null },
    { ...labour, name: '保养卡钳', amountFen: 8_000, isApproved: null },
  ],
  ...{ sentAt: at(11, 5), decidedAt: null, isRiskAccepted: false, recheckHint: '3 个月内或 3,000 公里' },
  snapshotHash: HASH,
}

/** The brake pads of the quote, and something small besides, are not to be done after all. */
export const removal: workorder.AddonView = {
  ...{ ...addon, id: '01J00000000000000000000912', version: 1, kind: 'removal', severity: 'green', measure: null },
  ...{ title: '取消项目：更换前刹车片、保养卡钳', finding: '前刹车片缺货', photos: [], recheckHint: null },
  ...{ extraMinutes: 0, newPromiseAt: null },
  lines: [
    { ...labour, name: '更换前刹车片', unitFen: -20_000, amountFen: -30_000, isApproved: null },
    { ...material, name: '前刹车片', unitFen: -56_000, amountFen: -56_000, isApproved: null },
    { ...labour, name: '保养卡钳', unitFen: -8_000, amountFen: -8_000, isApproved: null },
  ],
}

const steps = [
  ...[
    { key: 'arrived', label: '接车', at: at(9, 50) },
    { key: 'quoted', label: '报价', at: at(10, 10) },
  ],
  ...[
    { key: 'started', label: '施工', at: at(10, 42) },
    { key: 'qc_passed', label: '质检', at: null },
  ],
  ...[
    { key: 'settled', label: '结算', at: null },
    { key: 'delivered', label: '交车', at: null },
  ],
]

export const inspection: workorder.InspectionView = {
  ...{ mileageKm: 32_100, energyPercent: 60, dashLights: ['tyre'], valuables: '儿童座椅', note: '' },
  damages: [{ zone: 'left', kind: 'scratch', note: '约 10 厘米' }],
  ...{ photos: [1, 2, 3, 4, 5, 6].map(photo), mileageReason: null, signature: photo(7), unsignedReason: null },
  ...{ signedAt: at(10), byName: '李顾问', addenda: [] },
}

export const visit: workorder.ProgressView = {
  ...{ id: WORKORDER, bookingId: '01J00000000000000000000401', number: 'WO20261129001', state: 'in_progress' },
  ...{ storeName: '浦东店', storePhone: '021-5000-0000', plate: '沪A·D12345', carName: '特斯拉 Model 3' },
  ...{ advisorName: '李顾问', steps, headline: '王师傅正在更换前刹车片', promisedAt: at(23, 59), confidence: 90 },
  workers: [{ name: '王师傅 · 高级技师', jobName: '更换前刹车片' }],
  quote: { ...quote, authorisedAt: at(10, 20), method: 'app' },
  ...{ canAuthorise: false, addons: [], inspection, declined: [], fine: [], totalFen: 86_000 },
  timeline: [
    { at: at(10, 5), text: '环检完成', photos: [photo(1), photo(2)] },
    { at: at(10, 42), text: '王师傅开始更换前刹车片', photos: [] },
  ],
}

export const listed: Visit = {
  ...{ id: WORKORDER, number: 'WO20261129001', state: 'in_progress', day: at(9).slice(0, 10), plate: '沪A·D12345' },
  ...{ carName: '特斯拉 Model 3', storeName: '浦东店', serviceName: '更换刹车片', headline: '王师傅正在更换前刹车片' },
  ...{ promisedAt: at(23, 59), needsAnswer: false, totalFen: 86_000 },
}
