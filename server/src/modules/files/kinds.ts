/** What a file is, told by its first bytes; names and headers are only claims. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'heic' | 'mp3' | 'aac' | 'mp4' | 'webm' | 'ogg'

/** How a recording is stored and sent back. Photos are always JPEG once they are here. */
export const voiceTypes = {
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  aac: { contentType: 'audio/aac', extension: 'aac' },
  mp4: { contentType: 'audio/mp4', extension: 'm4a' },
  webm: { contentType: 'audio/webm', extension: 'webm' },
  ogg: { contentType: 'audio/ogg', extension: 'ogg' },
} as const
export type VoiceKind = keyof typeof voiceTypes

export const isVoiceKind = (kind: Kind): kind is VoiceKind => kind in voiceTypes

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)

export const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Brands of ISO media files that hold pictures: HEIC, as phones of Apple and some others take them, and AVIF. */
const PICTURE_BRANDS = /^(hei[cmsx]|he[iv]c|hev[cmsx]|mif1|msf1|avi[fs])$/

const isMpegAudio = (b: Uint8Array, layer: number): boolean =>
  b[0] === 0xff && ((b[1] ?? 0) & 0xe0) === 0xe0 && (((b[1] ?? 0) >> 1) & 3) === layer

/** Undefined for what is none of these. */
export function kindOf(bytes: Uint8Array): Kind | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return 'webm'
  return byWords(bytes) ?? byFrame(bytes)
}

function byWords(bytes: Uint8Array): Kind | undefined {
  const head = textAt(bytes, 0, 4)
  if (head === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp'
  if (head === 'OggS') return 'ogg'
  if (head.startsWith('ID3')) return 'mp3'
  if (textAt(bytes, 4, 4) !== 'ftyp') return undefined
  return PICTURE_BRANDS.test(textAt(bytes, 8, 4)) ? 'heic' : 'mp4'
}

function byFrame(bytes: Uint8Array): Kind | undefined {
  if (isMpegAudio(bytes, 0) && ((bytes[1] ?? 0) & 0xf0) === 0xf0) return 'aac'
  return isMpegAudio(bytes, 1) ? 'mp3' : undefined
}
