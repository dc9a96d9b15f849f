import type { VoiceKind } from './kinds'
import { mp4Seconds, webmSeconds } from './voice-boxes'
import { aacSeconds, mp3Seconds, oggSeconds } from './voice-frames'

const readers: Readonly<Record<VoiceKind, (bytes: Uint8Array) => number | undefined>> = {
  mp3: mp3Seconds,
  aac: aacSeconds,
  mp4: mp4Seconds,
  webm: webmSeconds,
  ogg: oggSeconds,
}

/** How long a recording is, told by its content. Undefined for one that is broken, or is no sound alone. */
export function secondsOf(kind: VoiceKind, bytes: Uint8Array): number | undefined {
  try {
    const seconds = readers[kind](bytes)
    return seconds !== undefined && Number.isFinite(seconds) ? seconds : undefined
  } catch (e) {
    // A length that points behind the end.
    if (e instanceof RangeError) return undefined
    throw e
  }
}
