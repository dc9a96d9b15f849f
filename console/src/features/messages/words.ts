import { messageWordings, type messageLog } from '@pitlane/contract'

export const words = {
  title: '消息',
  tabs: { log: '消息日志', wordings: '消息文案' },
  noRight: '您没有查看这一页的权限',
  loading: '正在读取消息',
  more: '加载更多',

  log: {
    intro: '每条消息为什么发、走了哪个渠道、结果如何。没有发出的，会写明原因。',
    kind: '消息类型',
    allKinds: '全部类型',
    standing: '状态',
    allStandings: '全部状态',
    customer: '只看这位客户',
    oneCustomer: '只看一位客户的消息',
    everybody: '查看全部客户',
    empty: '没有符合条件的消息',
    emptyHint: '换个筛选条件，或等有新的消息时再来看。',
    columns: { at: '时间', customer: '客户', what: '消息', way: '发送情况' },
    anonymous: '未留姓名',
    read: '车主已读',
    unread: '车主未读',
    hidden: '车主看不到',
    onlyInApp: '只发应用内消息',
    cause: (cause: string) => `事由 ${cause}`,
    version: (version: number) => (version > 1 ? `文案第 ${version} 版` : '系统文案'),
    held: (until: string) => `夜间免打扰：等到 ${until} 再发送`,
    wasHeld: (until: string) => `夜间免打扰：等到 ${until} 才发送`,
    withheld: (reason: string) => `没有发送：${reason}`,
    delivered: '已送达',
    notDelivered: (code: string) => `未送达（${code}）`,
  },

  wordings: {
    intro: '文案对整个集团生效。发布后成为新的版本，已经发出的消息保留当时的版本。',
    pick: '选择左侧的一种消息',
    pickHint: '可以预览、修改文案，并查看历史版本。',
    list: '消息文案列表',
    shipped: '系统文案',
    versionOf: (version: number) => `第 ${version} 版`,
    draft: '有草稿',
    edit: '修改文案',
    text: '文案',
    textHint: '变量写在大括号里，例如 {time}。点下面的变量即可插入。',
    vendorTemplate: '短信模板编号',
    vendorTemplateHint: '填写供应商审核通过的模板编号，文案须与审核通过的内容一致。',
    variables: '可用变量',
    insert: (label: string) => `插入${label}`,
    preview: '预览（示例数据）',
    cost: (length: number, segments: number) => `含签名 ${length} 字，按 ${segments} 条计费`,
    shortened: '已缩短',
    problems: '需要修改',
    hints: '提示',
    ok: '没有发现问题',
    save: '保存草稿',
    saved: '草稿已保存',
    publish: '发布',
    publishing: '发布后立即对整个集团生效，版本不能再修改。确定发布吗？',
    published: (version: number) => `第 ${version} 版已生效`,
    unsaved: '有修改没有保存',
    versions: '历史版本',
    inForce: '生效中',
    publishedBy: (name: string, at: string) => `${name} 发布于 ${at}`,
    copy: '以此为草稿',
    cancel: '再想想',
    draftBy: (name: string, at: string) => `草稿：${name} 保存于 ${at}`,
  },
} as const

/** How each way of delivery is underlined. */
export const tones: Readonly<Record<messageLog.Entry['deliveries'][number]['state'], string>> = {
  ...{ sending: 'going', waiting: 'wait', sent: 'done', failed: 'stop', skipped: 'muted', unknown: 'wait' },
}

/** What is wrong with a wording, in a line. */
export const sayFinding = ({ code, field, detail }: messageWordings.Finding): string =>
  `${field ? `${field}：` : ''}${messageWordings.findingWords[code]}${detail ? `（${detail}）` : ''}`
