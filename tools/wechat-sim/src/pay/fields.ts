import { paramError } from './refusal'

export type Body = Record<string, unknown>

/** @throws PayRefusal PARAM_ERROR, as all of these */
export function textIn(body: Body, field: string, maxBytes: number, pattern = /^.+$/s): string {
  const value = body[field]
  const isGood = typeof value === 'string' && Buffer.byteLength(value) <= maxBytes && pattern.test(value)
  if (!isGood) throw paramError(field)
  return value
}

export const optionalTextIn = (body: Body, field: string, maxBytes: number): string =>
  body[field] === undefined ? '' : textIn(body, field, maxBytes, /^.*$/s)

export function objectIn(body: Body, field: string): Body {
  const value = body[field]
  if (typeof value !== 'object' || value === null) throw paramError(field)
  return value as Body
}

export function fenIn(amount: Body, field: string): number {
  const value = amount[field]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw paramError(`amount.${field}`)
  if (amount.currency !== undefined && amount.currency !== 'CNY') throw paramError('amount.currency')
  return value
}

export function addressIn(body: Body, field: string): string {
  const text = textIn(body, field, 255)
  if (!/^https?:\/\/[^?#]+$/.test(text)) throw paramError(field)
  return text
}

export const orderNumber = /^[\w|*-]{6,32}$/
export const refundNumber = /^[\w|*@-]{1,64}$/

/** `2026-07-01T10:34:56+08:00`, in Beijing. */
export const wireTime = (at: number): string => `${new Date(at + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`

/** `2026-07-01`, in Beijing. */
export const beijingDay = (at: number): string => wireTime(at).slice(0, 10)
