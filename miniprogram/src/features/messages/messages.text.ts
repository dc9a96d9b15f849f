/** Every word of the messages. */
export const text = {
  title: '消息',
  cellNote: '预约结果、到店提醒',
  unread: (count: number) => `${count} 条未读`,
  unreadMark: '未读',
  readAll: '全部已读',
  readAllFailed: '没有标记成功，请稍后再试。',
  empty: '还没有消息',
  emptyHint: '预约有了结果、到店时间快到时，会在这里告诉您。',
  login: '登录后查看您的消息',
  loginAction: '登录',
  more: '加载更多',

  remind: {
    title: '接收预约提醒',
    hint: '门店确认后、到店前一天和前 2 小时，在微信里提醒您一次。',
    ask: '接收预约提醒',
    granted: '已开启。预约有进展时会在微信里提醒您。',
    refused: '没有开启微信提醒，我们会改用短信提醒您。',
    again: '再试一次',
  },
} as const
