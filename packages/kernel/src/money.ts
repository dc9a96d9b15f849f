/** An amount in fen (1/100 yuan), always an integer: sums of money are never floating point. */
export type Fen = number

/** 128000 → `¥1,280`, 128050 → `¥1,280.50`, -5 → `-¥0.05`. Fen are shown only when they are not zero. */
export function formatFen(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money is a whole number of fen')
  const abs = Math.abs(fen)
  const yuan = String(Math.floor(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = abs % 100
  return `${fen < 0 ? '-' : ''}¥${yuan}${rest ? `.${String(rest).padStart(2, '0')}` : ''}`
}

/** A price with so many per cent off, in whole fen, rounded in favour of the customer. */
export const priceWith = (price: Fen, percentOff: number): Fen => Math.floor((price * (100 - percentOff)) / 100)
