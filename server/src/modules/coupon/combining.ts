import type { Fen } from '@pitlane/kernel'
import { applyOne, inOrder, openLines, price, type Priced } from './applying'
import type { BillLine, Candidate, Face, OpenLine } from './bill'

/** So many coupons are combined in every way: at most 2^10 bills. */
const MAX_COMBINED = 10

/** Why two coupons cannot be used on one bill. */
export type Clash = 'same_template' | 'alone' | 'same_group' | 'off_peak' | 'one_cut' | 'one_cash'

const isCut = ({ benefit }: Face): boolean => benefit.kind === 'discount' || benefit.kind === 'full_cut'

const isOffPeakWithDiscount = (a: Face, b: Face): boolean => a.type === 'offpeak' && b.benefit.kind === 'discount'

const nameEachOther = ({ stack: a }: Face, { stack: b }: Face): boolean =>
  a.group !== null && b.group !== null && a.with.includes(b.group) && b.with.includes(a.group)

const RULES: readonly (readonly [Clash, (a: Face, b: Face) => boolean])[] = [
  ['same_group', (a, b) => a.stack.group !== null && a.stack.group === b.stack.group],
  ['off_peak', (a, b) => isOffPeakWithDiscount(a, b) || isOffPeakWithDiscount(b, a)],
  ['one_cut', (a, b) => isCut(a) && isCut(b)],
  ['one_cash', (a, b) => a.benefit.kind === 'cash' && b.benefit.kind === 'cash'],
]

function clashOfFaces(a: Face, b: Face): Clash | undefined {
  if (a.stack.isAlone || b.stack.isAlone) return 'alone'
  if (a.type === 'comp' || b.type === 'comp' || nameEachOther(a, b)) return undefined
  return RULES.find(([, isBroken]) => isBroken(a, b))?.[0]
}

/**
 * Why two coupons cannot meet; undefined when they can. One of 满减 and 折扣, one 代金券, any 项目券; 错峰券 never with 折扣;
 * 补偿券 with everything; one template once (DOMAIN §6.4).
 */
export const clashOf = (a: Candidate, b: Candidate): Clash | undefined =>
  a.templateId === b.templateId ? 'same_template' : clashOfFaces(a.face, b.face)

/** The best that can be made of a customer's coupons on one bill. */
export interface Best {
  readonly chosen: readonly Candidate[]
  readonly priced: Priced
  /** Not looked at together with others: too many coupons, and these save the least. */
  readonly leftOut: ReadonlySet<string>
}

const soonestFirst = (a: Candidate, b: Candidate): number =>
  a.validUntil.getTime() - b.validUntil.getTime() || (a.id < b.id ? -1 : 1)

const saySame = (a: Candidate, b: Candidate): boolean =>
  a.templateId === b.templateId && a.templateVersion === b.templateVersion

/**
 * Coupons worth combining. One that saves nothing alone saves nothing beside others, as those only leave it less; of several
 * that say the same the first to end counts, as they never meet. Beyond ten, those that save most alone are kept: the one place where the
 * best combination may be missed.
 */
function worthCombining(bill: readonly BillLine[], candidates: readonly Candidate[]) {
  const saving = new Map(candidates.map((coupon) => [coupon.id, price(bill, [coupon]).savingFen]))
  const savingOf = ({ id }: Candidate): number => saving.get(id) ?? 0
  const ranked = candidates
    .filter((coupon) => savingOf(coupon) > 0)
    .sort((a, b) => savingOf(b) - savingOf(a) || soonestFirst(a, b))
  const ofEach = ranked.filter((coupon, i) => ranked.findIndex((one) => saySame(one, coupon)) === i)
  return {
    savingOf,
    kept: ofEach.slice(0, MAX_COMBINED).sort(soonestFirst),
    leftOut: new Set(ofEach.slice(MAX_COMBINED).map(({ id }) => id)),
  }
}

/** A combination while it is put together: one bit for each coupon of `kept`. */
interface Found {
  readonly mask: number
  readonly count: number
  readonly savingFen: Fen
}

const isBetter = (a: Found, b: Found): boolean =>
  (a.savingFen - b.savingFen || b.count - a.count || b.mask - a.mask) > 0

/**
 * Looks at every combination, one coupon after the other in the order in which they are taken off: with it, then without.
 * Ways that cannot become better are not followed: beside others no coupon saves more than `atMost` says it saves alone.
 */
function search(bill: readonly BillLine[], kept: readonly Candidate[], atMost: (coupon: Candidate) => Fen): Found {
  const order = inOrder(kept).map((coupon) => ({ coupon, bit: 1 << kept.indexOf(coupon), atMost: atMost(coupon) }))
  const clashes = order.map(({ coupon }) =>
    order.reduce(
      (mask, other) => (other.coupon !== coupon && clashOf(coupon, other.coupon) ? mask | other.bit : mask),
      0,
    ),
  )
  const hopes = order.map((_, i) => order.slice(i).reduce((sum, one) => sum + one.atMost, 0))
  let best: Found = { mask: 0, count: 0, savingFen: 0 }
  const follow = (i: number, lines: readonly OpenLine[], found: Found): void => {
    if (isBetter(found, best)) best = found
    const next = order[i]
    if (!next || found.savingFen + (hopes[i] ?? 0) < best.savingFen) return
    if ((found.mask & (clashes[i] ?? 0)) === 0) {
      const { saving, lines: left } = applyOne(lines, next.coupon)
      const { mask, count, savingFen } = found
      follow(i + 1, left, { mask: mask | next.bit, count: count + 1, savingFen: savingFen + saving.savingFen })
    }
    follow(i + 1, lines, found)
  }
  follow(0, openLines(bill), best)
  return best
}

/**
 * The combination that saves most; of equal ones the one with fewer coupons, then the one whose coupons end first. It does
 * not depend on the order of what comes in.
 */
export function bestOf(bill: readonly BillLine[], candidates: readonly Candidate[]): Best {
  const { kept, leftOut, savingOf } = worthCombining(bill, candidates)
  const { mask } = search(bill, kept, savingOf)
  const chosen = kept.filter((_, i) => mask & (1 << i))
  return { chosen, priced: price(bill, chosen), leftOut }
}
