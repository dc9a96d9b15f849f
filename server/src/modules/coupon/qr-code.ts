import type { App } from '../../platform/app'

const PURPOSE = 'coupon.qr'
const PAYLOAD = /^PC1\.([0-9A-HJKMNP-TV-Z]{26})\.([\w-]{22})\.(\d{10,11})\.([\w-]{43})$/

interface Parts {
  readonly couponId: string
  /** Comes once. */
  readonly nonce: string
  /** In seconds since 1970. */
  readonly exp: number
}

const macOf = ({ vault }: Pick<App, 'vault'>, { couponId, nonce, exp }: Parts, customerId: string): string =>
  vault.blind(PURPOSE, `${couponId}/${customerId}/${nonce}/${exp}`)

/** What a QR code says for a minute. It names no person; a coupon that has changed hands makes it void. */
export const writeQr = (app: Pick<App, 'vault'>, parts: Parts, customerId: string): string =>
  `PC1.${parts.couponId}.${parts.nonce}.${parts.exp}.${macOf(app, parts, customerId)}`

/** The parts of a code, not yet proved; undefined for anything that has another shape. */
export function readQr(payload: string): (Parts & { readonly mac: string }) | undefined {
  const [, couponId, nonce, exp, mac] = PAYLOAD.exec(payload.trim()) ?? []
  if (!couponId || !nonce || !exp || !mac) return undefined
  return { couponId, nonce, exp: Number(exp), mac }
}

/** True when we made this code for this customer. */
export function isOurs(app: Pick<App, 'vault'>, parts: Parts & { readonly mac: string }, customerId: string): boolean {
  // Their blinds are compared, not the two: how long that takes says nothing about ours.
  const blinded = (text: string) => app.vault.blind(PURPOSE, text)
  return blinded(parts.mac) === blinded(macOf(app, parts, customerId))
}
