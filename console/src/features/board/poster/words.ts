/** Everything the check-in poster says. The poster itself speaks to owners. */
export const words = {
  title: '到店码',
  open: '打印到店码',
  hint: 'A4 竖版，贴在入口和接待台。车主用微信扫一扫签到，看板上会自动显示已到店。门店更换密钥前，这张码一直有效。',
  loading: '正在生成到店码',
  print: '打印',
  close: '关闭',
  sheet: '到店码海报',
  welcome: '欢迎光临',
  call: '扫一扫，到店签到',
  how: ['打开微信“扫一扫”', '扫描上方二维码', '选择今天的预约，完成签到'],
  foot: '没有预约也没关系，请直接联系前台。',
  qr: '到店二维码',
} as const
