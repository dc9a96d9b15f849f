import { describe, expect, it } from '@jest/globals'
import { amountsFor, familyOfName } from '../../../server/src/modules/catalog/families'

const families = [
  { id: 'all', brand: '大众', modelPrefix: '' },
  { id: 'passat', brand: '大众', modelPrefix: '帕萨特' },
  { id: 'passat-gte', brand: '大众', modelPrefix: '帕萨特 GTE' },
  { id: 'tesla', brand: 'Tesla', modelPrefix: 'Model 3' },
]

describe('the family of a car', () => {
  it.each([
    ['大众 帕萨特', 'passat'],
    ['大众 帕萨特 GTE 2026', 'passat-gte'],
    ['大众 途观', 'all'],
    ['大众', 'all'],
    ['Tesla Model 3', 'tesla'],
    ['Tesla Model Y', undefined],
    ['TESLA model3', 'tesla'],
  ])('%s: %s', (name, id) => {
    expect(familyOfName(families, name)?.id).toBe(id)
  })
})

describe('what a service takes', () => {
  const variant = { familyId: 'passat', bayMinutes: 90, technicianCount: 2 }
  const service = { bayMinutes: 60, technicianCount: 1, variants: [variant] }

  it('is that of the family, where there is one', () => {
    expect(amountsFor(service, 'passat')).toMatchObject({ bayMinutes: 90, technicianCount: 2 })
    expect(amountsFor(service, 'all')).toMatchObject({ bayMinutes: 60, technicianCount: 1 })
    expect(amountsFor(service, undefined)).toMatchObject({ bayMinutes: 60 })
  })
})
