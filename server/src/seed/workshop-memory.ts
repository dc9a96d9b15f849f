import type { Tx } from '../platform/database'

/** The table that a statement writes to. */
const WRITTEN = /^\s*(?:insert\s+into|update|delete\s+from)\s+(\w+)/i

/** Commands of hundreds of visits ask for the same store, people and cars again and again: a round trip each. */
type Remembered = Pick<Tx, 'find' | 'findOne' | 'count' | 'insert' | 'update' | 'delete' | 'put' | 'run'>

/**
 * What was read of a table is remembered until one of its rows is written. Holds for one transaction of one writer, whose reads
 * and writes all go through here. Rows are handed out as copies, so that nobody changes what is remembered.
 */
export function rememberingOf(tx: Tx): Remembered {
  const known = new Map<string, Map<string, Promise<unknown>>>()

  const ask = <T>(table: string, question: readonly unknown[], read: () => Promise<T>): Promise<T> => {
    const answers = known.get(table) ?? new Map<string, Promise<unknown>>()
    known.set(table, answers)
    const key = JSON.stringify(question)
    const answer = (answers.get(key) as Promise<T> | undefined) ?? read()
    answers.set(key, answer)
    return answer
  }
  /** Forgets before and after: what is read meanwhile may be of either side. */
  const write = async <T>(table: string | undefined, work: () => Promise<T>): Promise<T> => {
    const forget = () => {
      if (table === undefined) known.clear()
      else known.delete(table)
    }
    forget()
    try {
      return await work()
    } finally {
      forget()
    }
  }
  return {
    find: async (table, options) => {
      const rows = await ask(table.options.name, ['find', options], () => tx.find(table, options))
      return rows.map((row) => ({ ...row }))
    },
    findOne: async (table, where) => {
      const row = await ask(table.options.name, ['one', where], () => tx.findOne(table, where))
      return row && { ...row }
    },
    count: (table, where) => ask(table.options.name, ['count', where], () => tx.count(table, where)),
    insert: (table, rows) => write(table.options.name, () => tx.insert(table, rows)),
    update: (table, where, set) => write(table.options.name, () => tx.update(table, where, set)),
    delete: (table, where) => write(table.options.name, () => tx.delete(table, where)),
    put: (sql, parameters) => write(WRITTEN.exec(sql)?.[1], () => tx.put(sql, parameters)),
    run: (sql, parameters) => write(WRITTEN.exec(sql)?.[1], () => tx.run(sql, parameters)),
  }
}
