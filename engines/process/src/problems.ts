import type { NodeId } from './definition'

/** What can be wrong with a definition. */
export const problemText = {
  'flow.no_start': '起点不存在',
  'flow.missing_node': '指向了不存在的步骤',
  'flow.unreachable': '该步骤永远走不到',
  'flow.branch_leaves': '分支走出了所在的并行块',
  'flow.end_in_branch': '并行分支内不能放结束节点',
  'flow.no_next': '该步骤之后没有下一步',
  'flow.no_end': '从该步骤走不到结束',
  'flow.endless': '自动步骤形成循环，中间没有需要等待的步骤',
  'flow.no_assignee': '没有设置办理人',
  'flow.bad_assign': '办理人规则不完整',
  'flow.no_outcome': '没有设置办理结果',
  'flow.same_outcome': '办理结果重复',
  'flow.no_way_on': '所有办理结果都是退回，流程无法前进',
  'flow.no_reject_rule': '有退回结果，但没有设置退回规则',
  'flow.bad_reject_target': '退回目标不在该步骤之前，或在另一个分支内',
  'flow.bad_ratio': '会签比例应大于 0 且不超过 1',
  'flow.bad_sla': '时限设置不正确',
  'flow.bad_breach': '超时自动办理的结果不存在或无法执行',
  'flow.work_days': '按工作时间计时请用分钟或小时',
  'flow.bad_cond': '条件不正确',
  'flow.bad_not_by': '“不得同人”指向的步骤不存在或不是人工步骤',
  'flow.same_milestone': '里程碑重复',
  'flow.each_branches': '逐项办理的并行块只能有一个分支',
  'flow.calls_itself': '流程不能调用自己',
} as const

/** The code of a problem. */
export type FlowProblemCode = keyof typeof problemText

/** One thing that is wrong, and where; `node` is null for the definition as a whole. */
export interface FlowProblem {
  readonly code: FlowProblemCode
  readonly node: NodeId | null
  readonly zh: string
}

export function flowProblem(code: FlowProblemCode, node: NodeId | null, more?: string): FlowProblem {
  const zh = more === undefined ? problemText[code] : `${problemText[code]}：${more}`
  return { code, node, zh }
}
