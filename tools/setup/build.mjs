// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { targets } from './build-targets.mjs'
import { fingerprint } from './fingerprint.mjs'
import { inRoot, inVar, root, shown } from './paths.mjs'
import { secondsSince, SetupError, startTicker, tailOf } from './say.mjs'

/** @typedef {import('./build-targets.mjs').TargetName} TargetName */
/** @typedef {import('./build-targets.mjs').Target} Target */

/**
 * What `npm start` serves, the quick ones first: a mistake there shows at once. The mini-program itself is built by
 * `npm run weapp`.
 */
export const served = /** @type {const} */ (['server', 'sim', 'h5', 'console'])

/** Builds running at the same time. */
const BUILDERS = 2

/**
 * Builds those targets whose inputs changed since they were last built, or whose output is missing.
 *
 * @param {readonly TargetName[]} names
 * @throws {SetupError} with the end of the failing build's output
 */
export async function buildWhatChanged(names) {
  const stale = names.flatMap((name) => {
    const hash = hashOf(targets[name])
    return isBuilt(name, hash) ? [] : [{ name, hash }]
  })
  if (stale.length === 0) return
  const queue = stale.slice()
  /** @type {Set<TargetName>} */
  const current = new Set()
  let done = 0
  const ticker = startTicker(() => `构建${[...current].map((name) => targets[name].title).join('、')}`)
  const builder = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const began = Date.now()
      current.add(next.name)
      await buildOne(next.name, next.hash)
      current.delete(next.name)
      ticker.line(`[${++done}/${stale.length}] ${targets[next.name].title} … ${secondsSince(began)} 秒`)
    }
  }
  try {
    await Promise.all(Array.from({ length: BUILDERS }, builder))
  } finally {
    queue.length = 0
    ticker.stop()
  }
}

/**
 * @param {TargetName} name
 * @param {string} hash
 */
async function buildOne(name, hash) {
  const { title, build, outputs } = targets[name]
  const log = inVar('logs', `build-${name}.log`)
  rmSync(stampOf(name), { force: true })
  try {
    await build(log)
  } catch (error) {
    const output = tailOf(log) || (error instanceof Error ? error.message : String(error))
    throw new SetupError(`${title}构建失败（${shown(log)}）：\n${output}`)
  }
  const missing = outputs.find((file) => !existsSync(inRoot(file)))
  if (missing) throw new SetupError(`${title}构建后没有 ${missing}（${shown(log)}）`)
  mkdirSync(path.dirname(stampOf(name)), { recursive: true })
  writeFileSync(stampOf(name), JSON.stringify({ hash }))
}

/** @param {Target} target */
const hashOf = ({ inputs, outputs, env }) => fingerprint(root, inputs, { outputs, env: env?.() })

/** @param {TargetName} name */
const stampOf = (name) => inVar('build', `${name}.json`)

/**
 * @param {TargetName} name
 * @param {string} hash
 */
function isBuilt(name, hash) {
  if (targets[name].outputs.some((file) => !existsSync(inRoot(file)))) return false
  try {
    return JSON.parse(readFileSync(stampOf(name), 'utf8')).hash === hash
  } catch {
    return false
  }
}
