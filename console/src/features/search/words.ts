export const words = {
  label: '搜索预约',
  placeholder: '车牌尾号 / 手机尾号 / 姓名',
  searching: '正在搜索',
  none: (text: string) => `没有找到「${text}」。搜索范围：过去 7 天到未来 30 天。`,
  results: '搜索结果',
  failed: '搜索没有成功',
  unplated: '未上牌',
  unknown: '—',
} as const
