/** ISO 3779 / GB 16735: value of each letter; digits count as themselves (DOMAIN §7.4). */
const values: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
}
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Hard issues make a VIN unusable; the others are doubts that a person may overrule with a reason. */
export type VinIssue = 'length' | 'charset' | 'check_digit' | 'year' | 'format'

/** Why a VIN with a doubt is right all the same. */
export const vinOverrides = {
  parallel_import: '平行进口车',
  pre_2004: '2004 年以前的车',
  oem_exception: '厂家特殊编码',
} as const
export type VinOverride = keyof typeof vinOverrides

export const normVin = (text: string): string => text.normalize('NFKC').trim().toUpperCase()

/** The check digit that position 9 should show. `vin` is 17 characters of the VIN alphabet. */
export function vinCheckDigit(vin: string): string {
  const sum = [...vin].reduce((total, char, i) => total + (values[char] ?? Number(char)) * (weights[i] ?? 0), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** Everything wrong or doubtful about a VIN in any spelling; empty when it is fine. */
export function vinIssues(text: string): VinIssue[] {
  const vin = normVin(text)
  if (vin.length !== 17) return ['length']
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return ['charset']
  const issues = new Set<VinIssue>()
  const ninth = vin.charAt(8)
  if (!/^[0-9X]$/.test(ninth)) issues.add('format')
  else if (vinCheckDigit(vin) !== ninth) issues.add('check_digit')
  if (/[UZ0]/.test(vin.charAt(9))) issues.add('year')
  if (!/\d{4}$/.test(vin)) issues.add('format')
  return [...issues]
}

/** True when no reason can save the VIN: wrong length or letters that no VIN has. */
export const isHardVinIssue = (issue: VinIssue): boolean => issue === 'length' || issue === 'charset'

/** `LSV**********0001`: maker and last four. */
export const maskVin = (vin: string): string =>
  vin.length === 17 ? `${vin.slice(0, 3)}**********${vin.slice(-4)}` : '***'
