import { textAt } from './kinds'

const MP3_RATES = [44_100, 48_000, 32_000]
/** MPEG 2.5, none, 2 and 1. */
const MP3_DIVISORS = [4, 1, 2, 1]
const MP3_KBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const MP3_KBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const AAC_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350]
const AAC_SAMPLES = 1024

interface Frame {
  readonly bytes: number
  readonly seconds: number
}

/** Frames that follow one another to the end; what is cut off at the very end is not counted. */
function sumFrames(bytes: Uint8Array, from: number, frameAt: (at: number) => Frame | undefined): number | undefined {
  let seconds = 0
  let at = from
  while (at + 4 <= bytes.length) {
    const frame = frameAt(at)
    if (!frame) return isTail(bytes, at) ? seconds : undefined
    seconds += frame.seconds
    at += frame.bytes
  }
  return seconds
}

/** Tags, or zeros, that some recorders leave behind. */
const isTail = (bytes: Uint8Array, at: number): boolean =>
  /^(TAG|APE)/.test(textAt(bytes, at, 4)) || bytes.subarray(at).every((byte) => byte === 0)

/** Where the sound begins behind an ID3 tag. */
function afterId3(bytes: Uint8Array): number {
  if (textAt(bytes, 0, 3) !== 'ID3') return 0
  return 10 + [6, 7, 8, 9].reduce((size, i) => (size << 7) | ((bytes[i] ?? 0) & 0x7f), 0)
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0

function mp3Frame(bytes: Uint8Array, at: number): Frame | undefined {
  const b = byteAt(bytes, at + 1)
  const c = byteAt(bytes, at + 2)
  const version = (b >> 3) & 3
  if (bytes[at] !== 0xff || (b & 0xe6) !== 0xe2 || version === 1) return undefined
  const isFirst = version === 3
  const kbits = (isFirst ? MP3_KBITS_1 : MP3_KBITS_2)[c >> 4]
  const base = MP3_RATES[(c >> 2) & 3]
  if (!kbits || !base) return undefined
  const rate = base / (MP3_DIVISORS[version] ?? 1)
  const samples = isFirst ? 1152 : 576
  return { bytes: Math.floor((samples / 8) * ((kbits * 1000) / rate)) + ((c >> 1) & 1), seconds: samples / rate }
}

function aacFrame(bytes: Uint8Array, at: number): Frame | undefined {
  const part = (i: number) => byteAt(bytes, at + i)
  const rate = AAC_RATES[(part(2) >> 2) & 15]
  const length = ((part(3) & 3) << 11) | (part(4) << 3) | (part(5) >> 5)
  if (part(0) !== 0xff || (part(1) & 0xf6) !== 0xf0 || !rate || length < 7) return undefined
  return { bytes: length, seconds: (AAC_SAMPLES * ((part(6) & 3) + 1)) / rate }
}

/** Seconds of an MP3; undefined when its frames do not follow one another. */
export const mp3Seconds = (bytes: Uint8Array): number | undefined =>
  sumFrames(bytes, afterId3(bytes), (at) => mp3Frame(bytes, at))

/** Seconds of AAC in ADTS frames. */
export const aacSeconds = (bytes: Uint8Array): number | undefined => sumFrames(bytes, 0, (at) => aacFrame(bytes, at))

const OPUS_RATE = 48_000

/** Seconds of one Ogg stream of Opus or Vorbis: the position of its last page in samples. */
export function oggSeconds(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let rate: number | undefined
  let samples = 0
  for (let at = 0; at + 27 <= bytes.length;) {
    if (textAt(bytes, at, 4) !== 'OggS') return undefined
    const segments = bytes[at + 26] ?? 0
    const body = at + 27 + segments
    rate ??= rateOf(bytes, view, body)
    // −1 stands on pages on which no packet ends.
    const position = view.getBigInt64(at + 6, true)
    if (position > 0n) samples = Math.max(samples, Number(position))
    at = body + bytes.subarray(at + 27, body).reduce((sum, size) => sum + size, 0)
  }
  return rate === undefined ? undefined : samples / rate
}

function rateOf(bytes: Uint8Array, view: DataView, body: number): number | undefined {
  if (textAt(bytes, body, 8) === 'OpusHead') return OPUS_RATE
  if (textAt(bytes, body + 1, 6) !== 'vorbis' || body + 16 > bytes.length) return undefined
  return view.getUint32(body + 12, true) || undefined
}
