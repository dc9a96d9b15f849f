/** What a bench says, and whether it met its aim. */
export interface Report {
  ratio(what: string, value: number, relation: '≥' | '≤', aim: number): void
  note(text: string): void
  /** True when every figure met its aim. */
  isMet(): boolean
}

export function createReport(print: (line: string) => void): Report {
  let met = true
  return {
    ratio(what, value, relation, aim) {
      const isGood = relation === '≥' ? value >= aim : value <= aim
      met &&= isGood
      print(
        `${isGood ? '  ok  ' : ' MISS '} ${what.padEnd(62)} ${value.toFixed(3).padStart(9)}   aim ${relation} ${aim}`,
      )
    },
    note: (text) => print(`        ${text}`),
    isMet: () => met,
  }
}
