// @ts-check
/**
 * `node tools/weapp-check/run.mjs <build> [name …]`: executes a mini-program build by the scenarios in
 * `tests/weapp/*.weapp.cjs`. Each exports `async ({ createWeapp, assert }) => …`, where `createWeapp(stubs)` starts
 * the build. A scenario fails when it throws, when a template warns, and when the app prints an error that the scenario
 * did not take out of `app.errors`. Prints one line each, and `{"passed":n,"failed":n}` at the end.
 */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const { createWeapp } = require('./harness.cjs')

const [build = 'miniprogram/dist/weapp', ...names] = process.argv.slice(2)
const folder = fileURLToPath(new URL('../../tests/weapp', import.meta.url))

/** @type {unknown[]} */
const stray = []
process.on('unhandledRejection', (reason) => void stray.push(reason))

/** @param {string} file */
async function play(file) {
  /** @type {{ wxmlWarnings: string[], errors: string[] }[]} */
  const apps = []
  stray.length = 0
  /** @param {object} [stubs] */
  const start = (stubs) => {
    const app = createWeapp(path.resolve(build), stubs)
    apps.push(app)
    return app
  }
  await require(path.join(folder, file))({ createWeapp: start, assert })
  assert.ok(apps.length > 0, 'the scenario started no app')
  assert.deepEqual([...new Set(apps.flatMap((app) => app.wxmlWarnings))], [], 'the templates warned')
  assert.deepEqual(
    apps.flatMap((app) => app.errors),
    [],
    'the app printed errors',
  )
  if (stray.length > 0) throw stray[0]
}

const files = readdirSync(folder).filter(
  (file) => file.endsWith('.weapp.cjs') && (names.length === 0 || names.some((name) => file.includes(name))),
)
let passed = 0
for (const file of files) {
  const began = Date.now()
  try {
    await play(file)
    passed++
    console.log(`✓ ${file} … ${Date.now() - began} ms`)
  } catch (error) {
    console.log(`✗ ${file}\n${error instanceof Error ? error.stack : String(error)}`)
  }
}
console.log(JSON.stringify({ passed, failed: files.length - passed }))
process.exit(files.length > 0 && passed === files.length ? 0 : 1)
