import * as z from 'zod/mini'

/** 工单 states in the order in which a visit goes through them (DOMAIN §2.3); waiting for parts or the owner is said beside it. */
export const workorderStates = {
  pre: '待到店',
  received: '接车中',
  inspected: '待报价',
  quoted: '待客户确认',
  authorised: '待派工',
  dispatched: '已派工',
  in_progress: '施工中',
  work_done: '完工待检',
  qc_passed: '质检通过',
  ready: '可交车',
  settled: '已结算',
  delivered: '已交车',
  closed: '已关闭',
  cancelled: '已取消',
} as const
export const WorkorderState = z.enum(Object.keys(workorderStates) as (keyof typeof workorderStates)[])
export type WorkorderState = z.infer<typeof WorkorderState>
