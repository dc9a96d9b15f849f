export const words = {
  title: '后台任务',
  intro: '这里列出多次重试仍未成功的后台任务。排除原因后可以重新执行，重复点击不会多做一次。',
  loading: '正在读取后台任务',
  empty: '没有失败的后台任务',
  emptyHint: '通知、提醒等后台任务都已正常完成，不需要处理。',
  columns: { kind: '任务', attempts: '已尝试', error: '失败原因', diedAt: '停止时间' },
  times: (count: number) => `${count} 次`,
  retry: '重新执行',
  queued: '已重新排队',
  gone: '这个任务已被处理，列表已刷新',
} as const
