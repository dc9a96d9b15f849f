/** The store's system keeps no more. */
export const REMARK_LENGTH = 200

const SEPARATOR = '、'

/** What stands between separators, stops and spaces. */
const partsOf = (remark: string): string[] => remark.split(/[、，,。；;：:\s]+/)

/** True when the word stands there by itself, as a touch puts it. */
export const hasWord = (remark: string, word: string): boolean => partsOf(remark).includes(word)

/** Puts a word at the end of what was written, or takes it out where it stands by itself; every other letter stays as it is. */
export function toggleWord(remark: string, word: string): string {
  if (hasWord(remark, word)) return without(remark, word)
  const before = remark.trimEnd()
  const isOpen = before === '' || /[、，,。；;：:]$/.test(before)
  const longer = `${before}${isOpen ? '' : SEPARATOR}${word}`
  return longer.length > REMARK_LENGTH ? remark : longer
}

function without(remark: string, word: string): string {
  const alone = new RegExp(`(^|[、，,。；;：:\\s]+)${word}(?=$|[、，,。；;：:\\s])`)
  return remark.replace(alone, '').replace(/^[、，,；;\s]+/, '')
}
