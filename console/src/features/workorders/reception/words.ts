/** What may be wrong with the visit as such. */
export const words = {
  suspicion: '疑似返修',
  suspected: (number: string, at: string, jobs: string) =>
    `上次到店（${number}，${at} 交车）做过：${jobs}。请判定是否同一故障；判定前不能报价。`,
  before: '查看上次工单',
  question: '是否同一故障',
  same: '是，同一故障（返修，不收费）',
  other: '不是，新的问题',
  reason: '判定理由',
  reasonExample: '例如：同一侧刹车异响，检查为刹车片安装问题',
  decide: '保存判定',
  decided: '判定已保存',
  lackAnswer: '请选择是或不是',
  lackReason: '请填写理由（至少 2 个字）',
  correct: '更正到店',
  correctText: '车辆其实没有到店（误扫）。更正后预约恢复为待到店，这张工单退回待到店。',
  correctReason: '更正原因',
  correctExample: '例如：扫错了车牌',
  correctSubmit: '确认更正',
  corrected: '已更正，预约恢复为待到店',
} as const
