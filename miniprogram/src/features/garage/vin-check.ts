import { isHardVinIssue, vinIssues, type VinIssue } from '@pitlane/contract'

const VIN_LENGTH = 17

/** One character that may have been misread, as a question to the owner; nothing is ever replaced without a tap. */
export interface VinFix {
  /** Position counted from 1, as a person counts on the driving licence. */
  readonly position: number
  readonly from: string
  readonly to: string
  /** The VIN after the change. */
  readonly vin: string
}

export type VinVerdict =
  | { readonly state: 'empty' | 'fine' }
  | { readonly state: 'short' | 'long'; readonly by: number }
  /** Characters that no VIN has. */
  | { readonly state: 'foreign'; readonly chars: readonly string[]; readonly fixes: readonly VinFix[] }
  /** Possible, but unlikely: a person may overrule it with a reason. */
  | { readonly state: 'doubtful'; readonly issues: readonly VinIssue[]; readonly fixes: readonly VinFix[] }

const LEGAL = /[A-HJ-NPR-Z0-9]/
/** Letters that are on no VIN because they look like digits. */
const banned: Readonly<Record<string, string>> = { I: '1', O: '0', Q: '0' }
/** Pairs that are mistaken for each other on a worn plate or in a photo. */
const lookAlikes = ['0D', '8B', '5S', '2Z', '6G', '1L', '4A', '7T', 'UV', 'MN'].flatMap((pair): [string, string][] => [
  [pair.charAt(0), pair.charAt(1)],
  [pair.charAt(1), pair.charAt(0)],
])
const MAX_FIXES = 3

/** What the field keeps of what was typed: upper case, without the blanks and hyphens that people group it with. */
export const typedVin = (text: string): string =>
  text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').slice(0, 32)

const fixAt = (vin: string, at: number, to: string): VinFix => ({
  position: at + 1,
  from: vin.charAt(at),
  to,
  vin: vin.slice(0, at) + to + vin.slice(at + 1),
})

function foreign(vin: string): VinVerdict {
  const chars = [...new Set([...vin].filter((char) => !LEGAL.test(char)))]
  const fixes = [...vin].flatMap((char, at) => (banned[char] ? [fixAt(vin, at, banned[char])] : []))
  return { state: 'foreign', chars, fixes: fixes.slice(0, MAX_FIXES) }
}

/** A maker that is known was hardly misread: the mistake is elsewhere. */
const keepsMaker = (vin: string, fix: VinFix) => makers[vin.slice(0, 3)] === makers[fix.vin.slice(0, 3)]

/** Single look-alike changes after which nothing is doubtful any more. */
const likelyFixes = (vin: string): VinFix[] =>
  [...vin]
    .flatMap((char, at) => lookAlikes.filter(([from]) => from === char).map(([, to]) => fixAt(vin, at, to)))
    .filter((fix) => vinIssues(fix.vin).length === 0 && keepsMaker(vin, fix))
    .slice(0, MAX_FIXES)

/** Judges a VIN while it is typed. `vin` comes from {@link typedVin}. */
export function judgeVin(vin: string): VinVerdict {
  if (vin === '') return { state: 'empty' }
  if ([...vin].some((char) => !LEGAL.test(char))) return foreign(vin)
  const missing = VIN_LENGTH - vin.length
  if (missing !== 0) return { state: missing > 0 ? 'short' : 'long', by: Math.abs(missing) }
  const issues = vinIssues(vin).filter((issue) => !isHardVinIssue(issue))
  return issues.length === 0 ? { state: 'fine' } : { state: 'doubtful', issues, fixes: likelyFixes(vin) }
}

/** Makers by the first three characters; indicative, so that an owner can see whether this is the right car. */
const makers: Readonly<Record<string, string>> = {
  ...{ LSV: '上汽大众', LFV: '一汽-大众', LBV: '华晨宝马', LE4: '北京奔驰', LSG: '上汽通用', LHG: '广汽本田' },
  ...{ LVH: '东风本田', LVG: '广汽丰田', LFM: '一汽丰田', LTV: '一汽丰田', LGB: '东风日产', LGX: '比亚迪' },
  ...{ LRW: '特斯拉（上海）', LGW: '长城', LMG: '广汽传祺', LVS: '长安福特', LVY: '沃尔沃', LVV: '奇瑞', LJ1: '江淮' },
  ...{
    LZW: '上汽通用五菱',
    LDC: '神龙',
    LBE: '北京现代',
    LSJ: '上汽名爵',
    LJD: '悦达起亚',
    L6T: '吉利',
    WBA: '宝马（进口）',
  },
}
const YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789'
const YEAR_CYCLE = 30
const FIRST_YEAR = 1980

export interface VinReading {
  readonly maker: string | undefined
  /** Model year, the latest that is possible by `thisYear`. */
  readonly year: number | undefined
}

/** What a VIN says about the car: the check digit misses one typing error in fifteen, the owner's eye does not. */
export function readVin(vin: string, thisYear: number): VinReading {
  const offset = YEARS.indexOf(vin.charAt(9))
  const newest = thisYear + 1
  const cycles = Math.floor((newest - FIRST_YEAR - offset) / YEAR_CYCLE)
  const year = offset < 0 || vin.length !== VIN_LENGTH ? undefined : FIRST_YEAR + offset + cycles * YEAR_CYCLE
  return { maker: makers[vin.slice(0, 3)], year }
}
