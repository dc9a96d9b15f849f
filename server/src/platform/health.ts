import { timingSafeEqual } from 'node:crypto'
import type { Context, Next } from 'koa'
import type { App } from './app'
import { jobBacklog } from './jobs'
import { describeFault } from './log'

/** Set while the process drains: it still answers, but wants no new traffic. */
export interface Readiness {
  isDraining: boolean
}

const sameText = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

function mayReadMetrics(app: App, ctx: Context): boolean {
  const token = app.config.PITLANE_METRICS_TOKEN
  if (token) return sameText(ctx.get('authorization'), `Bearer ${token}`)
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ctx.req.socket.remoteAddress ?? '')
}

async function metricsText(app: App): Promise<string> {
  const backlog = await jobBacklog(app)
  app.metrics.jobsWaiting.set(backlog.waiting)
  app.metrics.jobsDead.set(backlog.dead)
  app.metrics.jobLagSeconds.set(backlog.lagSeconds)
  return app.metrics.registry.metrics()
}

/** `/healthz` (the process lives), `/readyz` (it can reach its database and is not draining), `/metrics` (loopback or token). */
export const health = (app: App, readiness: Readiness) => async (ctx: Context, next: Next) => {
  if (ctx.path === '/healthz') {
    ctx.body = { status: 'ok' }
  } else if (ctx.path === '/readyz') {
    const isReachable = await app.db.read.rows('select 1 as one').then(
      () => true,
      (e: unknown) => {
        app.log.error({ fault: describeFault(e) }, 'the database is out of reach')
        return false
      },
    )
    ctx.status = isReachable && !readiness.isDraining ? 200 : 503
    ctx.body = { status: ctx.status === 200 ? 'ready' : readiness.isDraining ? 'draining' : 'no database' }
  } else if (ctx.path === '/metrics' && mayReadMetrics(app, ctx)) {
    ctx.type = app.metrics.registry.contentType
    ctx.body = await metricsText(app)
  } else {
    await next()
  }
}
