const DIGITS = 12

/** The check digit that makes a number pass Luhn's test: it finds every wrong digit and most swapped neighbours. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, char, i) => {
    const doubled = Number(char) * (i % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** A code of twelve digits. `digit` draws one of 0 to 9. */
export function makeCode(digit: () => number): string {
  const digits = Array.from({ length: DIGITS - 1 }, () => String(digit())).join('')
  return digits + luhnDigit(digits)
}

/** `3915 0427 1186` → `391504271186`; undefined for anything that is no code. */
export function readCode(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  const isCode = /^\d{12}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.slice(-1)
  return isCode ? digits : undefined
}

/** `391504271186` → `3915 0427 1186` */
export const groupCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

/** `391504271186` → `**** **** 1186` */
export const maskCode = (code: string): string => `**** **** ${code.slice(-4)}`
