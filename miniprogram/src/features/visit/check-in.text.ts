/** The words of the way to check in. Apart from the others, for the home page shows them and its package has to stay small. */
export const text = {
  open: '我已到店，扫码签到',
  openNote: '扫一扫门店入口的到店码，顾问马上来接待',
  early: (time: string) => `到店后扫码签到，${time} 起可用`,
} as const
