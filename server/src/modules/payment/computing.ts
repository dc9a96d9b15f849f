import type { settlement as contract } from '@pitlane/contract'
import { refundShare } from '../coupon'

/** Fen by the key of a line. */
export type Fens = Readonly<Record<string, number>>
export type PayerOf = Readonly<Record<string, contract.Payer>>

/** A line that was authorised and not taken back. */
export interface AgreedLine {
  readonly key: string
  readonly kind: 'labour' | 'material'
  readonly name: string
  readonly serviceId: string | null
  readonly amountFen: number
}

/** What a coupon takes off, and off which lines. */
export interface CouponShare {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly valueFen: number
  readonly shares: Fens
}

/** A settlement as it was agreed to: from here on nothing changes what is to be paid. */
export interface Agreed {
  readonly lines: readonly contract.SettlementView['lines'][number][]
  readonly coupons: readonly CouponShare[]
}

interface Terms {
  readonly discounts: Fens
  readonly payers: PayerOf
}

/** Per cent of labour, and of material, that each tier may take off (DOMAIN §1.2). */
export const TIERS = [
  { permission: 'discount.large', percent: 30 },
  { permission: 'discount.medium', percent: 15 },
  { permission: 'discount.small', percent: 5 },
] as const

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** Whether discounts stay within so many per cent of the labour and of the material, each by itself, and below each line. */
export function isWithin(lines: readonly AgreedLine[], discounts: Fens, percent: number): boolean {
  const off = (line: AgreedLine) => discounts[line.key] ?? 0
  const kinds = ['labour', 'material'] as const
  return (
    lines.every((line) => off(line) >= 0 && off(line) <= Math.max(0, line.amountFen)) &&
    kinds.every((kind) => {
      const mine = lines.filter((line) => line.kind === kind)
      return sum(mine.map(off)) * 100 <= sum(mine.map(({ amountFen }) => amountFen)) * percent
    })
  )
}

/** Lines after discounts, with who pays them: what coupons are chosen for are those of the owner. */
export const priceLines = (lines: readonly AgreedLine[], { discounts, payers }: Terms) =>
  lines.map((line) => ({
    ...line,
    discountFen: discounts[line.key] ?? 0,
    payer: payers[line.key] ?? ('owner' as const),
  }))
export type PricedLine = ReturnType<typeof priceLines>[number]

/** A settlement whose coupons were chosen: amount − discount − coupons, line by line. */
export function agreedOf(lines: readonly PricedLine[], coupons: readonly CouponShare[]): Agreed {
  return {
    coupons,
    lines: lines.map(({ key, kind, name, amountFen, discountFen, payer }) => {
      const couponFen = sum(coupons.map(({ shares }) => shares[key] ?? 0))
      return {
        ...{ key, kind, name, amountFen, discountFen, couponFen, payer },
        payableFen: amountFen - discountFen - couponFen,
        returnedFen: 0,
      }
    }),
  }
}

interface Paid {
  readonly payer: contract.Payer
  readonly amountFen: number
}

const PAYERS: readonly contract.Payer[] = ['owner', 'insurance', 'warranty', 'account']

/** What each payer has to pay, has paid and still owes; those with nothing to do are left out, but never the owner. */
export const partsOf = ({ lines }: Agreed, entries: readonly Paid[]): contract.SettlementView['parts'] =>
  PAYERS.map((payer) => {
    const payableFen = sum(lines.filter((line) => line.payer === payer).map((line) => line.payableFen))
    const paidFen = sum(entries.filter((entry) => entry.payer === payer).map(({ amountFen }) => amountFen))
    return { payer, payableFen, paidFen, dueFen: payableFen - paidFen }
  }).filter(({ payer, payableFen, paidFen }) => payer === 'owner' || payableFen !== 0 || paidFen !== 0)

export const dueOf = (parts: ReturnType<typeof partsOf>, payer: contract.Payer): number =>
  parts.find((part) => part.payer === payer)?.dueFen ?? 0

export const isSettled = (parts: ReturnType<typeof partsOf>): boolean => parts.every(({ dueFen }) => dueFen <= 0)

/** Totals of a settlement, in fen. */
export const totalsOf = ({ lines }: Agreed) => ({
  totalFen: sum(lines.map(({ amountFen }) => amountFen)),
  discountFen: sum(lines.map(({ discountFen }) => discountFen)),
  couponFen: sum(lines.map(({ couponFen }) => couponFen)),
})

const ways: Readonly<Record<contract.Payer, readonly contract.ReceiptMethod[]>> = {
  owner: ['cash', 'pos', 'transfer', 'wechat'],
  insurance: ['claim', 'transfer'],
  warranty: ['claim', 'transfer'],
  account: ['account', 'transfer', 'cash', 'pos'],
}

/** Whether somebody may pay in a way: claims are asked of insurers and makers, credit is for accounts. */
export const canPayBy = (payer: contract.Payer, method: contract.ReceiptMethod): boolean => ways[payer].includes(method)

/** What can still go back of a receipt: what came in, less what went back or is on its way. */
export function refundableFen(
  receipt: { readonly id: string; readonly amountFen: number },
  refunds: readonly { readonly refundOf: string | null; readonly amountFen: number }[],
  pending: readonly { readonly receiptId: string; readonly amountFen: number }[],
): number {
  const gone = sum(refunds.filter(({ refundOf }) => refundOf === receipt.id).map(({ amountFen }) => -amountFen))
  const going = sum(pending.filter(({ receiptId }) => receiptId === receipt.id).map(({ amountFen }) => amountFen))
  return receipt.amountFen - gone - going
}

/** Fen by the key of a line, added up. */
export function sumGoods(rows: readonly { readonly goods: Fens | null }[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const { goods } of rows)
    for (const [key, fen] of Object.entries(goods ?? {})) total[key] = (total[key] ?? 0) + fen
  return total
}

/**
 * What was paid for goods or work that are given back: of each line its share net of coupons, so that the parts add up to the whole
 * (DOMAIN §6.4). In fen.
 */
export function paidShare(lines: Agreed['lines'], returned: Fens, goods: Fens): number | 'unknown' | 'too_much' {
  let fen = 0
  for (const [key, back] of Object.entries(goods)) {
    const line = lines.find((one) => one.key === key)
    if (!line) return 'unknown'
    const amountFen = line.amountFen - line.discountFen
    const before = returned[key] ?? 0
    if (before + back > amountFen) return 'too_much'
    fen += refundShare({ amountFen, allocatedFen: line.couponFen }, before, back)
  }
  return fen
}
