import * as z from 'zod/mini'

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHT_BASE = 3
const MODULUS = 31
const LENGTH = 18

/** Check character of 统一社会信用代码 (GB 32100-2015 §4.3): 17 signs, weights 3^i mod 31. */
function checkSign(body: string): string | undefined {
  let weight = 1
  let sum = 0
  for (const sign of body) {
    sum += SIGNS.indexOf(sign) * weight
    weight = (weight * WEIGHT_BASE) % MODULUS
  }
  return SIGNS[(MODULUS - (sum % MODULUS)) % MODULUS]
}

/** Eighteen signs of the right alphabet whose last is their check character. */
export const isCreditCode = (code: string): boolean =>
  code.length === LENGTH &&
  [...code].every((sign) => SIGNS.includes(sign)) &&
  checkSign(code.slice(0, LENGTH - 1)) === code[LENGTH - 1]

/** 统一社会信用代码. */
export const CreditCode = z.string().check(z.trim(), z.toUpperCase(), z.refine(isCreditCode, { error: 'credit_code' }))
