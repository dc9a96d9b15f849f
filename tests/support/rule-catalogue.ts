import type { Catalogue } from '@pitlane/rule'

/** Texts that databases like to confuse. */
export const words = [
  ...[
    '',
    ' ',
    'a',
    'A',
    'a ',
    ' a',
    'ab',
    'aB',
    'a%b',
    'a_b',
    'a!b',
    'a\\b',
    "a'b",
    'a\tb',
    'a\t',
    'aa',
    'á',
    'ａ',
    'ß',
    'ss',
  ],
  ...[
    '车',
    '车 ',
    '车主',
    '\ud7ff',
    '\ue000',
    '🚗',
    '🚗a',
    '\u{10ffff}',
    '\u{10ffff}a',
    '%',
    '_',
    '!',
    '\\',
    '0',
    '10',
    '9',
  ],
]
export const codes = ['new', 'New', 'gold', 'gone '] as const
export const numbers = [-5, -1, 0, 1, 2, 3, 99, 100, 101, 12_800, 9_007_199_254_740_991]
export const days = [
  ...['2023-02-28', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-31', '2025-02-28', '2025-12-31'],
  ...['2026-01-01', '2026-01-31', '2026-02-28', '2026-11-23', '2026-11-24', '1900-02-28', '9999-12-01', '9999-12-31'],
]
export const instants = [
  ...['2024-02-29T15:59:59.999Z', '2024-02-29T16:00:00.000Z', '2024-03-31T01:00:00.000Z', '2026-11-22T15:59:59.999Z'],
  ...['2026-11-22T16:00:00.000Z', '2026-11-23T01:00:00.000Z', '2026-11-23T01:00:00.001Z', '2026-11-23T16:00:00.000Z'],
  ...['2025-03-09T07:00:00.000Z', '2025-11-02T05:30:00.123Z', '9999-12-31T22:00:00.000Z', '9999-12-31T23:59:59.999Z'],
]
export const moments = ['2024-02-29T04:00:00.000Z', '2025-02-28T15:59:59.999Z', '2025-03-31T16:30:00.000Z']
  .concat(['2026-11-23T01:00:00.000Z', '2025-11-02T05:30:00.000Z', '2026-01-31T16:00:00.000Z'])
  .map((text) => new Date(text))

const labels = { new: '新', New: '旧', gold: '金', 'gone ': '无' }

/** Everything a catalogue can have, over the tables below. */
export const catalogue: Catalogue = {
  joins: {
    owner: { sql: 'left join rule_owner o on o.id = s.owner_id' },
    town: { sql: 'left join rule_town w on w.id = o.town_id', after: 'owner' },
  },
  fields: {
    name: { zh: '名称', type: 'text', column: 's.name' },
    nick: { zh: '昵称', type: 'text', column: 's.nick' },
    note: { zh: '备注', type: 'text', column: 's.note', nullable: false },
    grade: { zh: '等级', type: 'enum', labels, column: 's.grade' },
    km: { zh: '里程', type: 'int', column: 's.km' },
    most: { zh: '上限', type: 'int', column: 's.most', nullable: false },
    fen: { zh: '金额', type: 'money', column: 's.fen' },
    isOpen: { zh: '开放', type: 'bool', column: 's.is_open' },
    from: { zh: '开始', type: 'day', column: 's.from_on' },
    until: { zh: '结束', type: 'day', column: 's.until_on' },
    made: { zh: '制造', type: 'day', column: 's.made_on', nullable: false },
    seenAt: { zh: '看到', type: 'instant', column: 's.seen_at' },
    doneAt: { zh: '完成', type: 'instant', column: 's.done_at' },
    'owner.name': { zh: '主人', type: 'text', column: 'o.name', join: 'owner' },
    'town.size': { zh: '城市', type: 'int', column: 'w.size', join: 'town' },
    tags: {
      zh: '标签',
      type: 'list',
      of: 'text',
      column: 't.tag',
      rows: { from: 'rule_tag t', on: 't.subject_id = s.id' },
    },
    kinds: {
      ...{ zh: '种类', type: 'list', of: 'enum', labels, column: 't.kind' },
      rows: { from: 'rule_tag t', on: 't.subject_id = s.id' },
    },
    sizes: {
      zh: '尺寸',
      type: 'list',
      of: 'int',
      column: 't.size',
      rows: { from: 'rule_tag t', on: 't.subject_id = s.id' },
    },
  },
  relations: {
    visits: {
      ...{ zh: '到访', unit: '次', from: 'rule_visit v', on: 'v.subject_id = s.id' },
      joins: { town: { sql: 'left join rule_town w2 on w2.id = v.town_id' } },
      fields: {
        $at: { zh: '日期', type: 'day', column: 'v.day' },
        end: { zh: '离开', type: 'day', column: 'v.end_on' },
        fen: { zh: '金额', type: 'money', column: 'v.fen', nullable: false },
        size: { zh: '城市', type: 'int', column: 'w2.size', join: 'town' },
      },
      relations: {
        lines: {
          ...{ zh: '明细', from: 'rule_line l', on: 'l.visit_id = v.id' },
          fields: {
            $at: { zh: '时间', type: 'instant', column: 'l.at' },
            word: { zh: '内容', type: 'text', column: 'l.word' },
          },
        },
      },
    },
  },
}
