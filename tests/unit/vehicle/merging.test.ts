import { describe, expect, it } from '@jest/globals'
import { planMerge, type Mergeable } from '../../../server/src/modules/vehicle/merging'

const car = (id: string, over: Partial<Mergeable> = {}): Mergeable => ({
  ...{ id, plateHash: `plate-${id}`, vinHash: null, isDefault: false, isHeld: false, ...over },
})

describe('two garages that become one', () => {
  it.each<[string, Mergeable[], Mergeable[], string[], string[]]>([
    ['different cars all stay', [car('a')], [car('b')], [], []],
    ['the second default steps back', [car('a', { isDefault: true })], [car('b', { isDefault: true })], [], ['b']],
    ['the only default stays', [car('a')], [car('b', { isDefault: true })], [], []],
    ['an empty garage takes over everything', [], [car('b', { isDefault: true }), car('c')], [], []],
    ['the same plate: the arriving car leaves', [car('a')], [car('b', { plateHash: 'plate-a' })], ['b'], []],
    [
      'the same VIN under another plate: the arriving car leaves',
      [car('a', { vinHash: 'v' })],
      [car('b', { vinHash: 'v' })],
      ['b'],
      [],
    ],
    [
      'two cars without plates are not the same',
      [car('a', { plateHash: null })],
      [car('b', { plateHash: null })],
      [],
      [],
    ],
    [
      'only the arriving one is held: the other leaves',
      [car('a')],
      [car('b', { plateHash: 'plate-a', isHeld: true })],
      ['a'],
      [],
    ],
    [
      'a default that leaves makes room for the arriving default',
      [car('a', { isDefault: true })],
      [car('b', { plateHash: 'plate-a', isHeld: true, isDefault: true })],
      ['a'],
      [],
    ],
    [
      'both are held: both stay',
      [car('a', { isHeld: true })],
      [car('b', { plateHash: 'plate-a', isHeld: true })],
      [],
      [],
    ],
    [
      'one arriving car equals two others',
      [car('a', { vinHash: 'v' }), car('c')],
      [car('b', { vinHash: 'v', plateHash: 'plate-c', isHeld: true })],
      ['a', 'c'],
      [],
    ],
  ])('%s', (_, staying, arriving, removed, demoted) => {
    expect(planMerge(staying, arriving)).toEqual({ removed, demoted })
  })
})
