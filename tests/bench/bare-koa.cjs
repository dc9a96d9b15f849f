'use strict'
// The floor: Koa and nothing else, sending the bytes it was given.
const Koa = require('koa')
const body = Buffer.from(process.env.BENCH_BODY, 'base64')
const app = new Koa()
app.use((ctx) => {
  ctx.body = body
  ctx.type = 'application/json; charset=utf-8'
})
app.listen(Number(process.env.PORT), '127.0.0.1')
