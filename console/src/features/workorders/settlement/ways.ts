import type { BodyIn, settlement } from '@pitlane/contract'

type DeskMethod = BodyIn<typeof settlement.receive>['method']

/** How each payer pays at the desk: claims are asked of insurers and makers, credit is for accounts. */
export const waysOf: Readonly<Record<settlement.Payer, readonly [DeskMethod, ...DeskMethod[]]>> = {
  owner: ['cash', 'pos', 'transfer'],
  insurance: ['claim', 'transfer'],
  warranty: ['claim', 'transfer'],
  account: ['account', 'transfer', 'cash', 'pos'],
}

/** What the desk can take of each payer now, in fen: an open payment in WeChat holds its amount. Those who owe nothing are left out. */
export function duesOf({ parts, openOrder }: Pick<settlement.SettlementView, 'parts' | 'openOrder'>) {
  return parts
    .map(({ payer, dueFen }) => ({ payer, fen: dueFen - (payer === 'owner' ? (openOrder?.amountFen ?? 0) : 0) }))
    .filter(({ fen }) => fen > 0)
}
