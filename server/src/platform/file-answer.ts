import type { Context } from 'koa'

/** A file as an answer. */
export interface FileAnswer {
  readonly bytes: Buffer
  readonly contentType: string
  /** What a browser calls it when it is saved. ASCII. */
  readonly name: string
  /** How long whoever holds it may keep it. It never changes under its address. */
  readonly maxAgeSeconds: number
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`: one range, which is all that players ask for. */
function rangeOf(header: string, size: number): { from: number; to: number } | 'none' | 'bad' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === '' && last === '') return 'none'
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to ? 'bad' : { from, to }
}

/**
 * Lets a file out: as what it is and nothing else, kept by its reader alone, whole or the range that was asked for (Safari
 * plays no sound without).
 */
export function answerFile(ctx: Context, { bytes, contentType, name, maxAgeSeconds }: FileAnswer): void {
  ctx.set({
    'content-type': contentType,
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': `private, max-age=${maxAgeSeconds}, immutable`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
  })
  const range = rangeOf(ctx.get('range'), bytes.length)
  if (range === 'bad') {
    ctx.status = 416
    ctx.set('content-range', `bytes */${bytes.length}`)
    ctx.body = ''
  } else if (range === 'none') {
    ctx.body = bytes
  } else {
    ctx.status = 206
    ctx.set('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
    ctx.body = bytes.subarray(range.from, range.to + 1)
  }
}
