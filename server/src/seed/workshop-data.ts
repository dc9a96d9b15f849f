import type { workorder } from '@pitlane/contract'

type Material = readonly [
  name: string,
  code: string,
  quantityCenti: number,
  unit: workorder.QuoteLine['unit'],
  yuan: number,
]

/** What goes into a car for a service, by its code: unit prices. The rest of the price is labour. */
export const MATERIALS: Readonly<Record<string, readonly Material[]>> = {
  'MAINT-S': [
    ['全合成机油 5W-30', 'OIL-5W30', 400, '升', 62],
    ['机油滤清器', 'OF-2201', 100, '件', 48],
  ],
  'MAINT-L': [
    ['全合成机油 5W-30', 'OIL-5W30', 450, '升', 62],
    ['机油滤清器', 'OF-2201', 100, '件', 48],
    ['空气滤清器', 'AF-1107', 100, '件', 86],
    ['火花塞', 'SP-7750', 400, '件', 68],
  ],
  'MAINT-EV': [['空调滤芯（活性炭）', 'CF-3309', 100, '件', 98]],
  'BRAKE-PAD-F': [['前制动片（一套）', 'BP-F018', 100, '套', 420]],
  'BRAKE-PAD-R': [['后制动片（一套）', 'BP-R018', 100, '套', 360]],
  'BRAKE-FLUID': [['制动液 DOT4', 'BF-DOT4', 100, '升', 96]],
  'BATTERY-12V': [['12V 蓄电池 70Ah', 'BT-70AH', 100, '件', 560]],
  'AC-CLEAN': [['空调滤芯（活性炭）', 'CF-3309', 100, '件', 98]],
}

interface Finding {
  readonly title: string
  readonly severity: workorder.Severity
  readonly finding: string
  readonly measure: { readonly name: string; readonly value: string; readonly limit: string }
  readonly labour: readonly [name: string, minutes: number, yuan: number]
  readonly material: Material
  readonly recheckHint: string
}

/** What a technician found under a car that is in for something else. */
export const FINDING: Finding = {
  ...{ title: '后制动片需要更换', severity: 'red' },
  finding: '右后制动片内侧磨损到报警线，左侧略好，建议成对更换',
  measure: { name: '制动片厚度', value: '2.1 mm', limit: '≥ 3.0 mm' },
  labour: ['更换后制动片', 60, 220],
  material: ['后制动片（一套）', 'BP-R018', 100, '套', 360],
  recheckHint: '1,000 公里内复查',
}

export const DAMAGES: readonly workorder.InspectionView['damages'][number][] = [
  { zone: 'front', kind: 'scratch', note: '前保险杠右下角，约 4 cm' },
  { zone: 'left', kind: 'scratch', note: '左前门把手下方细划痕' },
  { zone: 'right', kind: 'dent', note: '右后门小凹陷，未伤漆' },
  { zone: 'wheels', kind: 'scratch', note: '右前轮毂边缘剐蹭' },
  { zone: 'rear', kind: 'paint', note: '后备箱盖边缘掉漆' },
]

export const VALUABLES = ['车内无贵重物品', '副驾有儿童座椅', '行车记录仪一台', '后备箱雨伞两把', 'ETC 卡、墨镜']
export const NEXT_HINTS = [
  '下次保养 5,000 公里或 6 个月后',
  '请在 1,000 公里后复紧轮胎螺栓',
  '建议三个月后检查制动液',
  '',
]
/** Where jobs are sent that need a bench of their own, and minutes until they come back. */
export const VENDOR = '沪东底盘精修'
export const AWAY_MINUTES = 240
/** Why a final check sent a car back, and the point that failed. */
export const REJECTION = '油底壳螺栓处有轻微渗油，请重新清洁并按扭矩紧固后复检'
