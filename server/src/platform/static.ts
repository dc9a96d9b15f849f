import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { send } from '@koa/send'
import type { Context, Next } from 'koa'

const YEAR_MS = 365 * 24 * 3600 * 1000

/** Inline scripts of a built page, as CSP hashes: Taro puts its root-font-size script into index.html. */
function scriptHashes(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
  return scripts.map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('')
}

const policyOf = (page: string): string =>
  [
    `default-src 'self'; script-src 'self'${scriptHashes(page)}; style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self' ws: wss:`,
    `object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'`,
  ].join('; ')

export interface Pages {
  /** Where the app lives, `/` or `/console`. */
  readonly prefix: string
  readonly dir: string
  /** Addresses without a file extension answer with the page (history routing). */
  readonly fallback: boolean
}

/** The address inside the app, without a leading slash; undefined when it is not an address of this app. */
function addressWithin({ prefix }: Pages, ctx: Context): string | undefined {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return undefined
  if (ctx.path !== prefix && !ctx.path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)) return undefined
  return ctx.path.slice(prefix.length).replace(/^\/+/, '')
}

/** Sends a file if there is one. Names with a content hash are cached for a year. */
async function sendFile(ctx: Context, root: string, file: string): Promise<boolean> {
  const maxAge = /[.-][\w-]{8,}\.\w+$/.test(file) ? YEAR_MS : 0
  try {
    await send(ctx, file, { root, maxAge, immutable: maxAge > 0 })
    return true
  } catch (e) {
    if ((e as { status?: number }).status === 404) return false
    throw e
  }
}

/** Serves a built single-page app; the page itself is never cached and carries its content security policy. */
export function servePages(pages: Pages) {
  const root = path.resolve(pages.dir)
  const index = path.join(root, 'index.html')
  let policy: string | undefined
  return async (ctx: Context, next: Next): Promise<void> => {
    const address = addressWithin(pages, ctx)
    if (address === undefined || !existsSync(index)) {
      await next()
      return
    }
    const isPage = address === '' || address === 'index.html' || (pages.fallback && path.extname(address) === '')
    if (isPage) {
      policy ??= policyOf(readFileSync(index, 'utf8'))
      ctx.set('content-security-policy', policy)
      ctx.set('cache-control', 'no-cache')
      await send(ctx, 'index.html', { root })
    } else if (!(await sendFile(ctx, root, address))) {
      await next()
    }
  }
}
