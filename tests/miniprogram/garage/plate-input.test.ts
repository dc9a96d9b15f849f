import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import {
  allowedKeys,
  BOX_COUNT,
  emptyPlate,
  isComplete,
  padOf,
  padRows,
  plateInputOf,
  plateInText,
  plateOf,
  plateReducer,
  type PlateAction,
  type PlateInput,
} from '../../../miniprogram/src/features/garage/plate-input'

const press = (input: PlateInput, keys: string) =>
  [...keys].reduce((state, char) => plateReducer(state, { type: 'key', char }), input)
const backspace = (input: PlateInput, times = 1) =>
  Array.from({ length: times }).reduce<PlateInput>((state) => plateReducer(state, { type: 'backspace' }), input)
const tap = (input: PlateInput, box: number) => plateReducer(input, { type: 'focus', box })
const paste = (text: string, input = emptyPlate()) => plateReducer(input, { type: 'paste', text })

describe('typing a plate', () => {
  test('begins behind the province of the region and counts as empty', () => {
    expect(emptyPlate()).toEqual({ boxes: ['沪', '', '', '', '', '', '', ''], focus: 1 })
    expect(plateOf(emptyPlate('京'))).toBe('')
  })

  test('an ordinary plate is six keys away', () => {
    const typed = press(emptyPlate(), 'A12345')
    expect(plateOf(typed)).toBe('沪A12345')
    expect(isComplete(typed)).toBe(true)
  })

  test('a new-energy plate goes on into the eighth box', () => {
    expect(plateOf(press(emptyPlate(), 'AD12345'))).toBe('沪AD12345')
    expect(plateOf(press(emptyPlate(), 'A12345D'))).toBe('沪A12345D')
  })

  test('the eighth box takes nothing that would spoil an ordinary plate', () => {
    expect(plateOf(press(emptyPlate(), 'A1B2345678'))).toBe('沪A1B234')
    expect([...allowedKeys(press(emptyPlate(), 'A12345'))].sort()).toEqual([...'ABCDEFGHJK'])
  })

  test('the second box takes letters only, and no box takes I or O', () => {
    expect(plateOf(press(emptyPlate(), '1A'))).toBe('沪A')
    expect(plateOf(press(emptyPlate(), 'AIO1'))).toBe('沪A1')
  })

  test('the province is changed by tapping its box', () => {
    const typed = press(tap(press(emptyPlate(), 'A12345'), 0), '苏')
    expect(plateOf(typed)).toBe('苏A12345')
    expect(typed.focus).toBe(1)
  })

  test('a wrong character in the middle is typed over', () => {
    expect(plateOf(press(tap(press(emptyPlate(), 'A12345'), 3), '9'))).toBe('沪A19345')
  })

  test('a tap cannot leave a gap', () => {
    expect(tap(emptyPlate(), 6).focus).toBe(1)
    expect(tap(press(emptyPlate(), 'A12345'), 7).focus).toBe(7)
  })
})

describe('backspace', () => {
  test('takes the characters away one by one and stops at the first box', () => {
    const typed = press(emptyPlate(), 'AD12345')
    expect(plateOf(backspace(typed))).toBe('沪AD1234')
    expect(plateOf(backspace(typed, 2))).toBe('沪AD123')
    expect(backspace(typed, 20)).toEqual({ boxes: Array.from({ length: BOX_COUNT }, () => ''), focus: 0 })
  })

  test('from the empty new-energy box takes the seventh character', () => {
    expect(plateOf(backspace(press(emptyPlate(), 'A12345')))).toBe('沪A1234')
  })

  test('in the middle empties one box and keeps the others, which is not a plate until it is filled again', () => {
    const holed = backspace(tap(press(emptyPlate(), 'A12345'), 3))
    expect(holed.boxes.join('_')).toBe('沪_A_1__3_4_5_')
    expect(isComplete(holed)).toBe(false)
    expect(plateOf(press(holed, '7'))).toBe('沪A17345')
  })
})

describe('special endings', () => {
  test.each([
    ['A0021学', '沪A0021学'],
    ['A0023领', '沪A0023领'],
    ['A0060挂', '沪A0060挂'],
  ])('%s', (keys, plate) => {
    const typed = press(emptyPlate(), keys)
    expect(plateOf(typed)).toBe(plate)
    expect(isComplete(typed)).toBe(true)
  })

  test('cars to Hong Kong and Macau only with 粤Z', () => {
    expect(plateOf(press(emptyPlate('粤'), 'Z1234港'))).toBe('粤Z1234港')
    expect(plateOf(press(emptyPlate('粤'), 'A1234港'))).toBe('粤A1234')
    expect(plateOf(press(emptyPlate('粤'), 'Z1234学'))).toBe('粤Z1234')
  })
})

describe('the pads', () => {
  test('show provinces for the first box and letters and digits for the others', () => {
    expect(padOf(tap(emptyPlate(), 0))).toBe('province')
    expect(padRows(tap(emptyPlate(), 0)).flat()).toHaveLength(31)
    expect(padOf(emptyPlate())).toBe('serial')
    expect(padRows(emptyPlate()).flat().sort().join('')).toBe('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ')
  })

  test('carry every key that may be pressed, wherever the focus is, and at most ten in a row', () => {
    const places = [emptyPlate(), emptyPlate('粤')].flatMap((start) => {
      const full = press(start, 'Z12345')
      return Array.from({ length: BOX_COUNT }, (_, box) => tap(full, box))
    })
    for (const place of places) {
      const keys = new Set(padRows(place).flat())
      expect([...allowedKeys(place)].filter((key) => !keys.has(key))).toEqual([])
      expect(Math.max(...padRows(place).map((row) => row.length))).toBeLessThanOrEqual(10)
    }
  })
})

describe('pasting', () => {
  test.each([
    ['沪A·D12345', '沪AD12345'],
    ['京ａ12345', '京A12345'],
    ['我的车是沪A·D12345，谢谢', '沪AD12345'],
    ['车牌：苏E 8K88U 黑色', '苏E8K88U'],
    ['粤Z1234港', '粤Z1234港'],
  ])('%s fills the boxes', (text, plate) => {
    expect(plateOf(paste(text))).toBe(plate)
    expect(isComplete(paste(text))).toBe(true)
  })

  test.each(['', '你好', '沪A1', '使014578', 'x'.repeat(5000)])('%j changes nothing', (text) => {
    const before = press(emptyPlate(), 'A12')
    expect(paste(text, before)).toBe(before)
  })

  test('a plate that does not fit the boxes is still found in a text', () => {
    expect(plateInText('WJ京1234X')).toBe('WJ京1234X')
  })
})

describe('a plate on file', () => {
  test('fills the boxes', () => {
    expect(plateOf(plateInputOf('沪AD12345'))).toBe('沪AD12345')
  })

  test.each([null, 'WJ京1234X', ''])('%j leaves them empty', (plate) => {
    expect(plateInputOf(plate)).toEqual(emptyPlate())
  })
})

test('whatever is pressed, the field keeps eight boxes and a focus inside them', () => {
  const keys = [...'沪粤AZD019港领I'].map((char): PlateAction => ({ type: 'key', char }))
  const taps = [-1, 0, 3, 7, 99].map((box): PlateAction => ({ type: 'focus', box }))
  const action = fc.constantFrom<PlateAction>(...keys, ...taps, { type: 'backspace' }, { type: 'clear' })
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const input = actions.reduce(plateReducer, emptyPlate())
      expect(input.boxes).toHaveLength(BOX_COUNT)
      expect(input.focus).toBeGreaterThanOrEqual(0)
      expect(input.focus).toBeLessThan(BOX_COUNT)
    }),
  )
})
