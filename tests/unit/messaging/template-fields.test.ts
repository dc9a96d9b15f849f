import { describe, expect, it } from '@jest/globals'
import { cut, fillFields } from '../../../server/src/modules/messaging/template-fields'

describe('the fields of a subscribe message', () => {
  it.each([
    ['thing1', '小保养', '小保养'],
    ['thing1', '上海市浦东新区张杨路一千二百八十八号二号楼一层', '上海市浦东新区张杨路一千二百八十八号二…'],
    ['thing1', '第一行\n第二行', '第一行 第二行'],
    ['thing1', '  ', '无'],
    ['name3', '王顾问2', '王顾问'],
    ['phrase1', '质检发现需复做', '质检发现需'],
    ['phrase1', 'OK', '无'],
    ['phone_number4', '021-5550 0001 转 8', '021-5550 0001  8'],
    ['car_number4', '沪AD12345', '沪AD12345'],
    ['time1', '2026年11月25日 14:00', '2026年11月25日 14:00'],
    ['character_string1', 'BK7QK2M9XD号', 'BK7QK2M9XD'],
  ])('%s takes %j as %j', (field, value, expected) => {
    expect(fillFields({ value: field }, { value })).toEqual({ [field]: expected })
  })

  it('are never left empty: WeChat would refuse the whole message', () => {
    expect(fillFields({ plate: 'car_number4' }, {})).toEqual({ car_number4: '无' })
  })

  it('are not cut through a character', () => {
    const family = '👨‍👩‍👧'
    expect(cut(`${'长'.repeat(17)}${family}尾`, 20)).toBe(`${'长'.repeat(17)}…`)
    expect(cut('刚好', 2)).toBe('刚好')
  })
})
