import type { SimRequest } from './http'

/** The control API was used wrongly. */
export class Misuse extends Error {}

export type Body = Record<string, unknown>

/** @throws Misuse, as all of these */
export function bodyOf(request: SimRequest): Body {
  // A web page elsewhere can post text to localhost unasked, but not JSON: that would need a permission it never gets.
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Misuse('请用 application/json 提交')
  try {
    const json: unknown = JSON.parse(request.text)
    if (typeof json === 'object' && json !== null) return { ...json }
  } catch {
    // Answered below.
  }
  throw new Misuse('请求体不是 JSON 对象')
}

export function text(body: Body, field: string, pattern = /^.{1,200}$/): string {
  const value = body[field]
  if (typeof value !== 'string' || !pattern.test(value)) throw new Misuse(`${field} 缺失或格式不对`)
  return value
}

export function whole(body: Body, field: string, least: number): number | undefined {
  const value = body[field]
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least)
    throw new Misuse(`${field} 应为不小于 ${least} 的整数`)
  return value
}

export function oneOf<T extends string>(body: Body, field: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === body[field])
  if (!found) throw new Misuse(`${field} 应为 ${allowed.join(' / ')}`)
  return found
}
