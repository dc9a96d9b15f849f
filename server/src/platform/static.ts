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
    `img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:`,
    `object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'`,
  ].join('; ')

/**
 * Serves a built single-page app under `prefix`. Files with a content hash in their name are cached for a year, the page
 * itself never; with `fallback`, addresses without a file extension answer with the page (history routing).
 */
export function servePages(prefix: string, dir: string, options: { fallback: boolean }) {
  const root = path.resolve(dir)
  const index = path.join(root, 'index.html')
  let policy: string | undefined
  return async (ctx: Context, next: Next) => {
    const isOurs = ctx.path === prefix || ctx.path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
    if (!isOurs || (ctx.method !== 'GET' && ctx.method !== 'HEAD') || !existsSync(index)) return next()
    const rest = ctx.path.slice(prefix.length).replace(/^\/+/, '')
    const isPage = rest === '' || rest === 'index.html' || (options.fallback && path.extname(rest) === '')
    if (isPage) {
      policy ??= policyOf(readFileSync(index, 'utf8'))
      ctx.set('content-security-policy', policy)
      ctx.set('cache-control', 'no-cache')
      await send(ctx, 'index.html', { root })
      return
    }
    const maxAge = /[.-][\w-]{8,}\.\w+$/.test(rest) ? YEAR_MS : 0
    await send(ctx, rest, { root, maxAge, immutable: maxAge > 0 }).catch((e: { status?: number }) => {
      if (e.status !== 404) throw e
    })
    if (ctx.body === undefined || ctx.body === null) return next()
  }
}
