import { describe, expect, it } from '@jest/globals'
import { netted } from '../../../server/src/modules/workorder/netting'

const line = (name: string, unitFen: number, kind = 'labour') => ({ name, unitFen, kind, quantityCenti: 100 })

describe('lines that were taken back', () => {
  it('are gone together with what they took back', () => {
    const lines = [line('换油', 100), line('机油', 60, 'material'), line('洗车', 30), line('机油', -60, 'material')]
    expect(netted([...lines, line('换油', -100)])).toEqual([line('洗车', 30)])
  })

  it('take back one of two alike', () => {
    expect(netted([line('洗车', 30), line('洗车', 30), line('洗车', -30)])).toEqual([line('洗车', 30)])
  })

  it('keep what costs nothing', () => {
    expect(netted([line('检查', 0)])).toEqual([line('检查', 0)])
  })
})
