import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

const recorded = (name: string): Buffer => readFileSync(path.join(__dirname, name))

/** One and a half seconds, as Chromium records them. */
export const webm = (): Buffer => recorded('voice.webm')
export const mp4 = (): Buffer => recorded('voice.m4a')

const MP3_FRAME = 144
const FRAME_SECONDS = 1152 / 48_000

/** Silence as the recorder of WeChat writes it: MPEG 1 Layer 3, 48 kHz, 48 kbit/s. */
export function mp3(seconds: number): Buffer {
  const frame = Buffer.alloc(MP3_FRAME)
  frame.set([0xff, 0xfb, 0x34, 0xc4])
  return Buffer.concat(Array.from({ length: Math.round(seconds / FRAME_SECONDS) }, () => frame))
}

/** Silence in ADTS frames: AAC LC, 16 kHz. */
export function aac(seconds: number): Buffer {
  const size = 32
  const frame = Buffer.alloc(size)
  frame.set([0xff, 0xf1, 0x60, 0x40, size >> 3, ((size & 7) << 5) | 0x1f, 0xfc])
  return Buffer.concat(Array.from({ length: Math.round((seconds * 16_000) / 1024) }, () => frame))
}

/** An Ogg stream of Opus with nothing in its packets. */
export function ogg(seconds: number): Buffer {
  const page = (position: number, body: Buffer) => {
    const head = Buffer.alloc(28)
    head.write('OggS')
    head.writeBigInt64LE(BigInt(position), 6)
    head[26] = 1
    head[27] = body.length
    return Buffer.concat([head, body])
  }
  return Buffer.concat([page(0, Buffer.from('OpusHead\x01\x01')), page(seconds * 48_000, Buffer.alloc(20))])
}

/** Pixels that no encoder can make small. */
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })

/** A photo as a phone takes it: lying on its side, with the place, the device and its own thumbnail written into it. */
export const phonePhoto = (width = 2600, height = 1300): Promise<Buffer> =>
  noise(width, height)
    .withExif({
      IFD0: { Make: 'SecretPhone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '121/1 28/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

export const smallPhoto = (): Promise<Buffer> => noise(64, 48).jpeg().toBuffer()

/** A few kilobytes that would be 144 million pixels once they are decoded. */
export const bomb = (): Promise<Buffer> =>
  sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
    .png({ compressionLevel: 9 })
    .toBuffer()

export const clearPng = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer()

export const webp = (): Promise<Buffer> => noise(64, 48).webp().toBuffer()

/** The beginning of a photo of an iPhone. */
export const heic = (): Buffer => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')

export const svg = (): Buffer => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
