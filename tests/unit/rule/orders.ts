import type { Catalogue, When } from '@pitlane/rule'

/** What the tests of the rule engine ask about: orders of a shop. */
export const orders: Catalogue = {
  joins: {
    customer: { sql: 'left join customer c on c.id = o.customer_id' },
    city: { sql: 'left join city y on y.id = c.city_id', after: 'customer' },
  },
  fields: {
    title: { zh: '标题', type: 'text', column: 'o.title' },
    note: { zh: '备注', type: 'text', column: 'o.note', nullable: false },
    pieces: { zh: '件数', type: 'int', unit: '件', column: 'o.pieces' },
    total: { zh: '金额', type: 'money', column: 'o.total_fen', nullable: false },
    level: { zh: '等级', type: 'enum', labels: { gold: '金卡', silver: '银卡' }, column: 'o.level' },
    isPaid: { zh: '付款', type: 'bool', yes: '已付款', no: '未付款', column: 'o.is_paid' },
    isGift: { zh: '赠品', type: 'bool', column: 'o.is_gift' },
    lastVisitOn: { zh: '上次到访', type: 'day', column: 'o.last_visit_on' },
    endsOn: { zh: '到期', type: 'day', column: 'o.ends_on', nullable: false },
    placedAt: { zh: '下单', type: 'instant', column: 'o.placed_at', nullable: false },
    sentAt: { zh: '发货', type: 'instant', column: 'o.sent_at' },
    birthday: { zh: '生日', type: 'day', column: 'c.born_on', join: 'customer' },
    'city.size': { zh: '城市人口', type: 'int', column: 'y.size', join: 'city' },
    phone: { zh: '电话', type: 'text', column: 'c.phone', join: 'customer', permission: 'customer.phone' },
    mood: { zh: '心情', type: 'text' },
    tags: {
      zh: '标签',
      type: 'list',
      of: 'text',
      column: 't.tag',
      rows: { from: 'order_tag t', on: 't.order_id = o.id' },
    },
    sizes: { zh: '尺码', type: 'list', of: 'int' },
    marks: { zh: '标记', type: 'list', of: 'enum', labels: { hot: '热销', new: '新品' } },
  },
  relations: {
    visits: {
      ...{ zh: '到访记录', unit: '次', from: 'visit v', on: 'v.order_id = o.id' },
      fields: {
        $at: { zh: '日期', type: 'day', column: 'v.day' },
        spent: { zh: '消费', type: 'money', column: 'v.spent_fen' },
      },
    },
    logs: {
      ...{ zh: '日志', from: 'log l', on: 'l.order_id = o.id', permission: 'log.read' },
      fields: { word: { zh: '内容', type: 'text', column: 'l.word' } },
    },
  },
}

/** 09:00 on a Monday in Shanghai. */
export const monday: When = { asOf: new Date('2026-11-23T01:00:00.000Z') }
