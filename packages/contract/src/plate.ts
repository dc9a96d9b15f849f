const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'
const L = 'A-HJ-NP-Z'
const LD = 'A-HJ-NP-Z0-9'

/** Kinds of plates, in the order in which they are tried; the first that fits wins (DOMAIN §7.7, GA 36-2018). */
const kinds = {
  nev_small: new RegExp(`^[${PROVINCES}][${L}][DABCEFGHJK][${LD}]\\d{4}$`),
  nev_large: new RegExp(`^[${PROVINCES}][${L}]\\d{5}[DABCEFGHJK]$`),
  hk_mo: new RegExp(`^粤Z[${LD}]{4}[港澳]$`),
  coach: new RegExp(`^[${PROVINCES}][${L}][${LD}]{4}学$`),
  police: new RegExp(`^[${PROVINCES}][A-Z][${LD}]{4}警$`),
  trailer: new RegExp(`^[${PROVINCES}][${L}][${LD}]{4}挂$`),
  test: new RegExp(`^[${PROVINCES}][${L}][${LD}]{4}[试超]$`),
  consulate: new RegExp(`^[${PROVINCES}](?:[${L}]\\d{4}|\\d{5})领$`),
  embassy: /^(?:\d{6}使|使\d{6})$/,
  emergency: new RegExp(`^[${PROVINCES}][XS]\\d{4}应急$`),
  armed_police: new RegExp(`^WJ[${PROVINCES}]?\\d{4}[0-9TDSHBXJ]$`),
  military: /^[VKHBSLJNGCEZ][A-DJ-PR-TVY]\d{5}$/,
  ordinary: new RegExp(`^[${PROVINCES}][${L}](?=[${LD}]*\\d)[${LD}]{5}$`),
} as const

export type PlateKind = keyof typeof kinds

/** The first character of an ordinary plate, in the order of the plate keyboard. */
export const provinces: readonly string[] = [...PROVINCES]

/** `粤B·12a45` → `粤B12A45`: full-width to half-width, upper case, separators removed. */
export const normPlate = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・.\-_]/g, '')

/** The kind of a plate in any spelling, or undefined when it is not a plate. */
export function plateKind(text: string): PlateKind | undefined {
  const plate = normPlate(text)
  if (plate.length > 10) return undefined
  return (Object.keys(kinds) as PlateKind[]).find((kind) => kinds[kind].test(plate))
}

/** `沪A12345` → `沪A·12345`; plates of other shapes stay as they are. */
export const formatPlate = (plate: string): string =>
  new RegExp(`^[${PROVINCES}][A-Z]`).test(plate) ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate

/** `沪A12345` → `沪A·**345`: enough for the front desk to tell cars apart, not enough to look an owner up elsewhere. */
export function maskPlate(plate: string): string {
  if (plate.length < 6) return '***'
  const head = plate.slice(0, 2)
  const tail = plate.slice(-3)
  return `${head}·${'*'.repeat(Math.max(1, plate.length - head.length - tail.length))}${tail}`
}

/** A soft doubt about a plate that is formally right: a new-energy car usually has eight characters. */
export const plateDoubt = (text: string, fuel: string): 'nev_plate_expected' | undefined =>
  ['bev', 'phev', 'erev', 'fcev'].includes(fuel) && plateKind(text) === 'ordinary' ? 'nev_plate_expected' : undefined
