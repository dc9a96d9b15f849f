import { normPlate, plateKind, provinces } from '@pitlane/contract'

/** Boxes of the plate field: province, city letter, five characters, and one more that only new-energy plates use. */
export const BOX_COUNT = 8
const LAST = BOX_COUNT - 1
/** The last box of a plate that is not a new-energy one. */
const ORDINARY_LAST = LAST - 1

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
const DIGITS = [...'1234567890']
/** Last characters of plates for learner cars, police, trailers, test cars and consulates. */
const ENDINGS = [...'学警领挂试']
/** Last characters of cars that cross into Hong Kong and Macau; only 粤Z has them. */
const BORDER_ENDINGS = [...'港澳']

/** What has been typed: eight boxes, '' where one is empty, and the box that the next key fills. */
export interface PlateInput {
  readonly boxes: readonly string[]
  readonly focus: number
}

export type PlateAction =
  | { readonly type: 'key'; readonly char: string }
  | { readonly type: 'backspace' }
  | { readonly type: 'focus'; readonly box: number }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'clear' }

const inBoxes = (text: string) => Array.from({ length: BOX_COUNT }, (_, at) => [...text][at] ?? '')

/** Where the next character goes: behind the last one, or the new-energy box when the others are full. */
const behind = (boxes: readonly string[]) =>
  boxes.reduce((next, char, at) => (char === '' ? next : Math.min(at + 1, LAST)), 0)

const filled = (text: string): PlateInput => ({ boxes: inBoxes(text), focus: behind(inBoxes(text)) })

/** An empty field that already shows the province of the region, so that most owners never meet the province pad. */
export const emptyPlate = (province = '沪'): PlateInput => filled(province)

/** True when a plate can be shown in the boxes. Embassy, armed police and military plates cannot; they are typed as text. */
export const fitsBoxes = (plate: string): boolean =>
  provinces.includes(plate.charAt(0)) && [BOX_COUNT - 1, BOX_COUNT].includes([...plate].length)

/** A field filled with a plate on file; empty for a car without one. */
export function plateInputOf(plate: string | null, province?: string): PlateInput {
  const norm = normPlate(plate ?? '')
  return fitsBoxes(norm) ? filled(norm) : emptyPlate(province)
}

/** The plate as typed so far; empty while there is nothing but the province that was filled in. */
export function plateOf({ boxes }: PlateInput): string {
  return boxes.slice(1).some((char) => char !== '') ? boxes.join('') : ''
}

/** True once the boxes hold a plate that can exist. */
export const isComplete = (input: PlateInput): boolean => plateKind(plateOf(input)) !== undefined

/** The pad to show for the box in focus. */
export const padOf = ({ focus }: PlateInput): 'province' | 'serial' => (focus === 0 ? 'province' : 'serial')

const endingsOf = ({ boxes }: PlateInput) => (boxes[0] === '粤' && boxes[1] === 'Z' ? BORDER_ENDINGS : ENDINGS)

/** Keys that lead to a plate from here; the others are shown but cannot be pressed. */
export function allowedKeys(input: PlateInput): ReadonlySet<string> {
  const { boxes, focus } = input
  if (focus === 0) return new Set(provinces)
  if (focus === 1) return new Set(LETTERS)
  if (focus < ORDINARY_LAST) return new Set([...DIGITS, ...LETTERS])
  if (focus === ORDINARY_LAST) return new Set([...DIGITS, ...LETTERS, ...endingsOf(input)])
  const head = boxes.slice(0, LAST).join('')
  return new Set([...DIGITS, ...LETTERS].filter((char) => plateKind(head + char)?.startsWith('nev_')))
}

const inRows = (keys: readonly string[], length: number) =>
  Array.from({ length: Math.ceil(keys.length / length) }, (_, row) => keys.slice(row * length, (row + 1) * length))

/** Keys of the pad for the box in focus, row by row, laid out like a keyboard. I and O are on no plate. */
export function padRows(input: PlateInput): readonly (readonly string[])[] {
  if (padOf(input) === 'province') return inRows(provinces, 8)
  const ends = input.focus === ORDINARY_LAST ? endingsOf(input) : []
  return [
    DIGITS,
    [...'QWERTYUP', ...ends.slice(0, 2)],
    [...'ASDFGHJKL', ...ends.slice(2, 3)],
    [...'ZXCVBNM', ...ends.slice(3)],
  ]
}

/**
 * The first plate inside a text, as when somebody pastes 「我的车是沪A·D12345，谢谢」; undefined when there is none.
 * The longer reading wins, or a new-energy plate would lose its last character.
 */
export function plateInText(text: string): string | undefined {
  const norm = normPlate(text.slice(0, 200))
  if (plateKind(norm)) return norm
  const chars = [...norm]
  const starts = chars.flatMap((char, at) => (provinces.includes(char) ? [at] : []))
  return starts
    .flatMap((at) => [BOX_COUNT, BOX_COUNT - 1].map((length) => chars.slice(at, at + length).join('')))
    .find((candidate) => plateKind(candidate) !== undefined)
}

function press(input: PlateInput, char: string): PlateInput {
  if (!allowedKeys(input).has(char)) return input
  const boxes = input.boxes.map((old, at) => (at === input.focus ? char : old))
  return { boxes, focus: Math.min(input.focus + 1, LAST) }
}

/** Empties the box in focus; when it is empty already, the one before it. */
function erase({ boxes, focus }: PlateInput): PlateInput {
  const target = boxes[focus] === '' ? Math.max(0, focus - 1) : focus
  return { boxes: boxes.map((char, at) => (at === target ? '' : char)), focus: target }
}

function paste(input: PlateInput, text: string): PlateInput {
  const plate = plateInText(text)
  return plate !== undefined && fitsBoxes(plate) ? filled(plate) : input
}

/** The plate field as a pure function: what it holds after a key, a tap on a box or a paste. */
export function plateReducer(input: PlateInput, action: PlateAction): PlateInput {
  switch (action.type) {
    case 'key':
      return press(input, action.char)
    case 'backspace':
      return erase(input)
    case 'focus':
      return { ...input, focus: Math.max(0, Math.min(action.box, behind(input.boxes))) }
    case 'paste':
      return paste(input, action.text)
    case 'clear':
      return filled('')
  }
}
