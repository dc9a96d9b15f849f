import { randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createVault } from '../../../server/src/platform/vault'

const key = (id: string) => ({ id, secret: randomBytes(32) })
const old = key('k1')
const index = randomBytes(32)
const vault = createVault({ PITLANE_DATA_KEYS: [old], PITLANE_INDEX_KEY: index })

describe('the vault', () => {
  it('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(vault.open('customer.name', vault.seal('customer.name', text))).toBe(text)
      }),
    )
  })

  it('never seals the same text to the same value', () => {
    expect(vault.seal('customer.phone', '13800138000')).not.toBe(vault.seal('customer.phone', '13800138000'))
  })

  it('refuses a value that was moved to another column', () => {
    expect(() => vault.open('vehicle.plate', vault.seal('customer.name', '张三'))).toThrow()
  })

  it('refuses a value with any one byte changed', () => {
    const [version, id, body = ''] = vault.seal('customer.name', '张三').split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => vault.open('customer.name', `${version}.${id}.${changed.toString('base64url')}`)).toThrow()
    }
  })

  it('refuses a shortened tag', () => {
    const [version, id, body = ''] = vault.seal('customer.name', '').split('.')
    const short = Buffer.from(body, 'base64url').subarray(0, -4).toString('base64url')
    expect(() => vault.open('customer.name', `${version}.${id}.${short}`)).toThrow()
  })

  it('writes with the first key of the ring and reads with all', () => {
    const sealed = vault.seal('customer.name', '张三')
    const rotated = createVault({ PITLANE_DATA_KEYS: [key('k2'), old], PITLANE_INDEX_KEY: index })
    expect(rotated.open('customer.name', sealed)).toBe('张三')
    expect(rotated.isStale(sealed)).toBe(true)
    expect(rotated.isStale(rotated.seal('customer.name', '张三'))).toBe(false)
    const withoutOld = createVault({ PITLANE_DATA_KEYS: [key('k2')], PITLANE_INDEX_KEY: index })
    expect(() => withoutOld.open('customer.name', sealed)).toThrow(/no key k1/)
  })

  it('indexes equal texts alike, per purpose and key', () => {
    expect(vault.blind('customer.phone', '13800138000')).toBe(vault.blind('customer.phone', '13800138000'))
    expect(vault.blind('customer.phone', '13800138000')).not.toBe(vault.blind('vehicle.plate', '13800138000'))
    const other = createVault({ PITLANE_DATA_KEYS: [old], PITLANE_INDEX_KEY: randomBytes(32) })
    expect(other.blind('customer.phone', '13800138000')).not.toBe(vault.blind('customer.phone', '13800138000'))
    expect(vault.blind('customer.phone', '1')).toHaveLength(43)
  })
})
