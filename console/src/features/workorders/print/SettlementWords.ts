/** What was taken off, and what was paid, on the printed list. */
export const moneyWords = {
  title: '四、优惠与付款',
  none: '无',
  discount: '优惠',
  coupons: '卡券',
  coupon: (name: string, fen: string) => `${name} ${fen}`,
  payable: '应付合计',
  parts: '付款方',
  part: (payer: string, payable: string, paid: string, due: string) =>
    `${payer} 应付 ${payable}，已付 ${paid}，待付 ${due}`,
  paid: '付款方式',
  receipt: (method: string, fen: string, day: string) => `${method} ${fen}（${day}）`,
  unpaid: '尚未付款',
} as const
