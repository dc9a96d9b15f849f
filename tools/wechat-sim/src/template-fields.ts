/** One template of the account, as the console of WeChat lists it. */
export interface Template {
  id: string
  title: string
  /** Field keys (`thing1`, `time2`: a type and a number) and the words before them on the card, from top to bottom. */
  fields: Readonly<Record<string, string>>
}

const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d'
const DAY = '\\d{4}年(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\\d|3[01])日'
const HAN = /\p{Script=Han}/u

const matches = (pattern: RegExp) => (value: string) => pattern.test(value)

/** One moment, or two with `~` between them. */
const spanOf = (moment: string) => matches(new RegExp(`^${moment}(?:~${moment})?$`))

/**
 * The limits of each field type.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage
 */
const limits: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => [...value].length <= 20 && !/[\r\n]/.test(value),
  number: (value) => /^-?\d+(?:\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= 32,
  letter: matches(/^[A-Za-z]{1,32}$/),
  symbol: matches(/^[\p{P}\p{S}]{1,5}$/u),
  character_string: matches(/^[\x20-\x7e]{1,32}$/),
  time: spanOf(`(?:${DAY} )?${CLOCK}`),
  date: spanOf(`${DAY}(?: ${CLOCK})?`),
  amount: matches(/^\p{Sc}?\d{1,10}(?:\.\d+)?元?$/u),
  phone_number: matches(/^[\d+\-() ]{1,17}$/),
  car_number: matches(/^(?=.{1,8}$)[\p{Script=Han}A-Za-z\d][A-Za-z\d]*[\p{Script=Han}A-Za-z\d]?$/u),
  name: (value) => [...value].length <= (HAN.test(value) ? 10 : 20) && !/[\d\r\n]/.test(value),
  phrase: matches(/^\p{Script=Han}{1,5}$/u),
}

const limitOf = (field: string) => limits[field.replace(/\d+$/, '')]

/** @throws Error for a field type that WeChat does not have */
export function requireKnownTypes(template: Template): void {
  const unknown = Object.keys(template.fields).filter((field) => !limitOf(field))
  if (unknown.length > 0) throw new Error(`template ${template.id}: unknown field type ${unknown.join(', ')}`)
}

/** What WeChat says of the first value it does not accept, or nothing. */
export function faultIn(template: Template, values: ReadonlyMap<string, string>): string | undefined {
  for (const field of Object.keys(template.fields)) {
    const value = values.get(field)
    if (!value?.trim()) return `data.${field}.value is empty`
    if (!limitOf(field)?.(value)) return `data.${field}.value invalid`
  }
  return undefined
}
