/** What several screens of the workshop say. */
export const words = {
  loading: '正在读取工单',
  unknown: '—',
  noVin: '未登记车架号',
  rework: '返修',
  noPromise: '未承诺交车',
  left: (span: string) => `还有 ${span}`,
  nowDue: '即将到时',
  over: (span: string) => `超时 ${span}`,
  minutes: (count: number) => `${count} 分钟`,
  back: '返回',
  photo: (which: number) => `照片 ${which}`,
  readOnly: '工单已进入下一步，这里不能再提交。您填写的内容仍在，可以复制后使用。',
} as const
