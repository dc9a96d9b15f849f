/** The few ASN.1 forms that a certificate needs. */
function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size])
  const bytes = Buffer.from(size.toString(16).padStart(size > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const value = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag]), length(content.length), content])

export const sequence = (...parts: Buffer[]): Buffer => value(0x30, Buffer.concat(parts))
export const set = (part: Buffer): Buffer => value(0x31, part)
export const utf8 = (text: string): Buffer => value(0x0c, Buffer.from(text))
export const bits = (content: Buffer): Buffer => value(0x03, Buffer.concat([Buffer.from([0]), content]))
export const nothing = value(0x05, Buffer.alloc(0))
export const objectId = (hex: string): Buffer => value(0x06, Buffer.from(hex, 'hex'))
export const explicit = (number: number, content: Buffer): Buffer => value(0xa0 + number, content)

/** Not below 0: a first bit of 1 would be a sign. */
export function integer(hex: string): Buffer {
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return value(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))
}

/** A second between 2000 and 2049. */
export const utcTime = (at: Date): Buffer =>
  value(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
