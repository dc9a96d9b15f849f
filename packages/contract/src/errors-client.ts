/** Codes of which a client has the words itself: nobody was there to say them. The words of all others come with the answer. */
export const saidByClients = {
  'request.too_many': { status: 429, zh: '操作太频繁了，请稍后再试。' },
  'auth.required': { status: 401, zh: '请先登录。' },
  'server.unexpected': { status: 500, zh: '系统出了点问题，您填写的内容没有提交。请稍后再试。' },
  'server.unavailable': { status: 503, zh: '服务正在重启或维护，请稍后再试。' },
  'identity.wechat_unavailable': { status: 503, zh: '微信登录暂时不可用，请稍后重试。您已选择的内容会保留。' },
  'vehicle.not_found': { status: 404, zh: '没有找到这辆车，请从车库中重新选择。' },
} as const
