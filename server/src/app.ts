import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import type { App } from './platform/app'
import { isSigned, mount } from './platform/bind'
import { documentsPage } from './platform/documents'
import { fastLanes, identify, observe } from './platform/edge'
import { health, type Readiness } from './platform/health'
import type { Module } from './platform/module'
import { openapiDocument } from './platform/openapi'
import { answerProblems } from './platform/problem'
import { servePages } from './platform/static'

const BODY_LIMIT = '64kb'

/** The HTTP server, in the order in which a request passes. */
export function createHttp(app: App, modules: readonly Module[], readiness: Readiness): Koa {
  const koa = new Koa({ proxy: app.config.PITLANE_TRUST_PROXY })
  koa.silent = true
  koa.use(
    fastLanes(
      app,
      modules.flatMap((m) => m.fastLanes ?? []),
    ),
  )
  koa.use(identify())
  koa.use(observe(app))
  koa.use(answerProblems(app))
  koa.use(health(app, readiness))
  const bindings = modules.flatMap((m) => m.routes ?? [])
  const signed = new Set<string>(bindings.filter(isSigned).map(({ endpoint }) => endpoint.path))
  koa.use((ctx, next) => {
    ctx.disableBodyParser = signed.has(ctx.path)
    return next()
  })
  koa.use(
    bodyParser({
      enableTypes: ['json'],
      jsonLimit: BODY_LIMIT,
      onError: (e) => {
        throw Object.assign(e, { status: e.message.includes('too large') ? 413 : 400 })
      },
    }),
  )
  const router = new Router()
  bindings.forEach((binding) => mount(router, app, binding))
  let document: string | undefined
  router.get('/openapi.json', (ctx) => {
    ctx.type = 'application/json'
    // Written when somebody asks: hundreds of schemas are a good part of what starting takes.
    ctx.body = document ??= JSON.stringify(openapiDocument())
  })
  const page = documentsPage()
  router.get('/docs', (ctx) => {
    ctx.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    ctx.type = 'text/html'
    ctx.body = page
  })
  koa.use(router.routes())
  koa.use(router.allowedMethods())
  koa.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/api')) await next()
  })
  koa.use(servePages({ prefix: '/console', dir: app.config.PITLANE_CONSOLE_DIR, fallback: true }))
  koa.use(servePages({ prefix: '/', dir: app.config.PITLANE_WEB_DIR, fallback: false }))
  return koa
}
