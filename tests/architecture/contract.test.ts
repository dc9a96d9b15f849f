import { describe, expect, it } from '@jest/globals'
import { errors, isPlatformCode, permissions } from '@pitlane/contract'
import { modules } from '../../server/src/modules'
import { TIERS } from '../../server/src/modules/payment/computing'
import { listEndpoints } from '../../server/src/platform/openapi'

const endpoints = listEndpoints()
const bound = modules.flatMap((m) => m.routes ?? []).map((binding) => binding.endpoint)

describe('the contract', () => {
  it.each(endpoints.map((e) => [e.name, e.endpoint] as const))(
    '%s is answered by exactly one module',
    (_name, endpoint) => {
      expect(bound.filter((b) => b === endpoint)).toHaveLength(1)
    },
  )

  it('has no two endpoints at one address', () => {
    const addresses = endpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':id')}`)
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('declares only module codes: those of the platform go without saying', () => {
    for (const { endpoint } of endpoints) expect(endpoint.errors.filter(isPlatformCode)).toEqual([])
  })

  it('uses every error code and every permission it lists', () => {
    const used = new Set(endpoints.flatMap(({ endpoint }) => endpoint.errors as readonly string[]))
    expect(Object.keys(errors).filter((code) => !isPlatformCode(code) && !used.has(code))).toEqual([])
    const asked = new Set(
      endpoints.flatMap(({ endpoint }) => (typeof endpoint.access === 'object' ? [endpoint.access.staff] : [])),
    )
    // How much may be taken off is no address of its own.
    const limits = new Set<string>(TIERS.map(({ permission }) => permission))
    expect(Object.keys(permissions).filter((p) => !asked.has(p as never) && !limits.has(p))).toEqual([])
  })

  it('speaks Chinese, politely and without exclamation marks', () => {
    for (const { zh } of Object.values(errors)) {
      expect(zh).toMatch(/[一-鿿].*。$/)
      expect(zh).not.toMatch(/[!！]/)
    }
  })
})
