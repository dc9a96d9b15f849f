import { formatFen } from '@pitlane/kernel'
import { words } from './words'

/** `一致`, `多 ¥5`, `少 ¥5` */
export function sayDifference(fen: number): string {
  if (fen === 0) return words.noDifference
  return fen > 0 ? words.more(formatFen(fen)) : words.less(formatFen(-fen))
}
