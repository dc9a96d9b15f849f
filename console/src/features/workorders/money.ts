import { formatFen } from '@pitlane/kernel'
import { words } from './words'

/** `¥1,280`; `—` for people who may not see prices. */
export const sayFen = (fen: number | null): string => (fen === null ? words.unknown : formatFen(fen))
