import { afterEach, expect, test } from '@jest/globals'
import { uuid } from '../../../miniprogram/src/lib/uuid'

const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const real = globalThis.crypto

afterEach(() => {
  Object.defineProperty(globalThis, 'crypto', { value: real, configurable: true })
})

test.each([
  ['with', real],
  ['without, as in a mini-program,', undefined],
])('%s crypto it makes version 4 ids that differ', (_, crypto) => {
  Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true })
  const ids = Array.from({ length: 200 }, uuid)
  for (const id of ids) expect(id).toMatch(V4)
  expect(new Set(ids).size).toBe(ids.length)
})
