const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * A number that people read aloud: `BK` and eight characters without look-alikes, drawn from the random end of a ULID.
 * 31^8 values: a clash is refused by the unique key and the booking is tried again.
 */
export const bookingNumber = (ulid: string): string => {
  const seed = BigInt(`0x${[...ulid.slice(-12)].map((c) => c.charCodeAt(0).toString(16)).join('')}`)
  let rest = seed
  let text = ''
  for (let i = 0; i < 8; i++) {
    text += ALPHABET.charAt(Number(rest % 31n))
    rest /= 31n
  }
  return `BK${text}`
}
