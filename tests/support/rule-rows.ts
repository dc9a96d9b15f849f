import fc from 'fast-check'
import { marks, sqlInstant } from '../../server/src/platform/sql'
import { isMysql } from './databases'
import { codes, days, instants, numbers, words } from './rule-catalogue'

const tables: Record<string, string[]> = {
  rule_town: ['id int', 'size bigint'],
  rule_owner: ['id int', 'name text', 'town_id int'],
  rule_subject: [
    ...[
      'id int',
      'owner_id int',
      'name text',
      'nick ci',
      'note text',
      'grade text',
      'km bigint',
      'most bigint',
      'fen bigint',
    ],
    ...['is_open boolean', 'from_on day', 'until_on day', 'made_on day', 'seen_at datetime(3)', 'done_at datetime(3)'],
  ],
  rule_tag: ['id int', 'subject_id int', 'tag text', 'kind text', 'size bigint'],
  rule_visit: ['id int', 'subject_id int', 'town_id int', 'day day', 'end_on day', 'fen bigint'],
  rule_line: ['id int', 'visit_id int', 'at datetime(3)', 'word text'],
}

/** The same tables on both; on MySQL one column of text ignores case, the others only trailing blanks, as columns do. */
const sqlType = (type: string): string =>
  type
    .replace('day', 'varchar(10)')
    .replace('text', 'varchar(60)')
    .replace('ci', isMysql ? 'varchar(60) collate utf8mb4_general_ci' : 'varchar(60)')

export const createTables = (): string[] =>
  Object.entries(tables).map(([table, columns]) => {
    const typed = columns
      .map((column) => column.split(' '))
      .map(([name = '', type = '']) => `${name} ${sqlType(type)} null`)
    return `create table ${table} (${typed.join(', ')})`
  })

/** So that the databases look where their indexes send them. */
export const createIndexes = ['name', 'nick', 'from_on', 'seen_at'].map(
  (column) => `create index ix_rule_${column} on rule_subject (${column})`,
)
export const emptyTables = (): string[] => Object.keys(tables).map((table) => `delete from ${table}`)

const maybe = <T>(pool: readonly T[]) => fc.option(fc.constantFrom(...pool), { freq: 5 })

const line = fc.record({ at: maybe(instants), word: maybe(words) })
const visit = fc.record({
  ...{ day: maybe(days), end: maybe(days), fen: fc.constantFrom(...numbers), size: maybe(numbers) },
  lines: fc.array(line, { maxLength: 2 }),
})
const tag = fc.record({ tag: maybe(words), kind: maybe(codes), size: maybe(numbers) })
export const subject = fc.record({
  ...{
    name: maybe(words),
    nick: maybe(words),
    note: fc.constantFrom(...words),
    grade: maybe(codes),
    km: maybe(numbers),
  },
  ...{ most: fc.constantFrom(...numbers), fen: maybe(numbers), isOpen: maybe([true, false]), from: maybe(days) },
  ...{ until: maybe(days), made: fc.constantFrom(...days), seenAt: maybe(instants), doneAt: maybe(instants) },
  owner: fc.option(fc.record({ name: maybe(words), size: maybe(numbers) }), { freq: 5 }),
  tags: fc.array(tag, { maxLength: 3 }),
  visits: fc.array(visit, { maxLength: 3 }),
})
type Sampled<T> = T extends fc.Arbitrary<infer U> ? U : never
export type Subject = Sampled<typeof subject>

/** What `test` is told about a subject: instants half as Date, lists and rows as arrays. */
export const factsOf = ({ owner, tags, visits, seenAt, ...rest }: Subject) => ({
  ...rest,
  seenAt: seenAt === null ? null : new Date(seenAt),
  'owner.name': owner?.name,
  'town.size': owner?.size,
  tags: tags.map((each) => each.tag),
  kinds: tags.map((each) => each.kind),
  sizes: tags.map((each) => each.size),
  visits: visits.map(({ day, lines, ...more }) => ({
    ...{ $at: day, ...more },
    lines: lines.map(({ at, word }) => ({ $at: at, word })),
  })),
})

const time = (iso: string | null) => iso && sqlInstant(new Date(iso))

/** The rows of a subject, by table. Every number is unique within a batch. */
function rowsOf(subject: Subject, id: number): [table: string, row: unknown[]][] {
  const { owner, visits, tags } = subject
  const { name, nick, note, grade, km, most, fen, from, until, made, seenAt, doneAt } = subject
  const isOpen = subject.isOpen === null ? null : Number(subject.isOpen)
  const own = [...[name, nick, note, grade, km, most, fen, isOpen, from, until, made], time(seenAt), time(doneAt)]
  return [
    ['rule_subject', [id, owner ? id : null, ...own]],
    ...(owner
      ? ([
          ['rule_owner', [id, owner.name, id]],
          ['rule_town', [id, owner.size]],
        ] as [string, unknown[]][])
      : []),
    ...tags.map((each, i): [string, unknown[]] => ['rule_tag', [id * 10 + i, id, each.tag, each.kind, each.size]]),
    ...visits.flatMap((each, i): [string, unknown[]][] => {
      const visitId = 100_000 + id * 10 + i
      return [
        ['rule_visit', [visitId, id, visitId, each.day, each.end, each.fen]],
        ['rule_town', [visitId, each.size]],
        ...each.lines.map(({ at, word }): [string, unknown[]] => ['rule_line', [0, visitId, time(at), word]]),
      ]
    }),
  ]
}

/** The statements that store subjects, whose ids are their places in the list. */
export function insertsOf(subjects: readonly Subject[]): [sql: string, params: unknown[]][] {
  const byTable = new Map<string, unknown[][]>()
  for (const [table, row] of subjects.flatMap(rowsOf)) byTable.set(table, [...(byTable.get(table) ?? []), row])
  return [...byTable].map(([table, rows]) => [
    `insert into ${table} values ${rows.map((row) => `(${marks(row.length)})`).join(', ')}`,
    rows.flat(),
  ])
}
