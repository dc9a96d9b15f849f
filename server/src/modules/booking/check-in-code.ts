import type { App } from '../../platform/app'

const PURPOSE = 'booking.check_in_code'
/** 128 bits: nobody guesses another store's, and the QR code stays coarse enough for a poster behind glass. */
const MAC_CHARACTERS = 22
const CODE = /^PL1\.([0-9A-HJKMNP-TV-Z]{26})\.([\w-]{22})$/

const macOf = ({ vault }: Pick<App, 'vault'>, storeId: string): string =>
  vault.blind(PURPOSE, storeId).slice(0, MAC_CHARACTERS)

/** What the poster at a store's entrance says. It stays the same until the index key changes, so it is printed once. */
export const checkInCodeOf = (app: Pick<App, 'vault'>, storeId: string): string =>
  `PL1.${storeId}.${macOf(app, storeId)}`

/** The store whose poster says this; undefined for anything that no poster of ours says. */
export function storeOfCheckInCode(app: Pick<App, 'vault'>, code: string): string | undefined {
  const [, storeId, mac] = CODE.exec(code.trim()) ?? []
  if (storeId === undefined || mac === undefined) return undefined
  // Their blinds are compared, not the two: how long that takes says nothing about ours.
  const blinded = (text: string) => app.vault.blind(PURPOSE, text)
  return blinded(mac) === blinded(macOf(app, storeId)) ? storeId : undefined
}

/** What the poster's QR code holds: a path of the owner app, below wherever that is served. */
export const checkInPathOf = (app: Pick<App, 'vault'>, storeId: string): string =>
  `/#/packages/booking/pages/check-in/index?code=${checkInCodeOf(app, storeId)}`
