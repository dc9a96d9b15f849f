// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children.mjs'
import { npm } from './npm.mjs'
import { inVar, root, shown } from './paths.mjs'
import { say, secondsSince, SetupError, startTicker, tailOf } from './say.mjs'

/**
 * Makes `node_modules` match `package-lock.json`. Does nothing when it already does.
 *
 * @param {{ folder?: string, title?: string }} [options] the folder of another package with a lockfile of its own
 * @throws {SetupError} with the end of npm's output
 */
export async function install({ folder = root, title = '安装依赖' } = {}) {
  const lockfile = path.join(folder, 'package-lock.json')
  const stamp = path.join(folder, 'node_modules/.pitlane-install')
  const wanted = hashOf(lockfile)
  if (wanted && readText(stamp) === wanted) return
  if (!wanted || !isInstalled(folder)) await runNpm(folder, title, wanted !== undefined)
  writeFileSync(stamp, hashOf(lockfile) ?? '')
}

/**
 * @param {string} folder
 * @param {string} title
 * @param {boolean} locked
 */
async function runNpm(folder, title, locked) {
  const log = inVar('logs/install.log')
  const began = Date.now()
  const ticker = startTicker(() => `${title}（首次约需一至三分钟）`)
  const inFolder = { cwd: folder, log }
  let code = locked ? await runChild({ ...inFolder, ...npm('ci', '--no-audit', '--no-fund') }) : 1
  if (code !== 0 && (!locked || isOutOfStep(log))) {
    if (locked) ticker.line('package-lock.json 与 package.json 不一致，改用 npm install')
    code = await keepingLockfile(folder, () => runChild({ ...inFolder, ...npm('install', '--no-audit', '--no-fund') }))
  }
  ticker.stop()
  if (code !== 0) throw new SetupError(`${title}失败，完整输出在 ${shown(log)}：\n${tailOf(log)}`)
  say(`${title} … ${secondsSince(began)} 秒`)
}

/** @param {string} log */
const isOutOfStep = (log) =>
  /can only install packages when your package\.json and package-lock\.json/.test(readText(log))

/**
 * Starting the system must not change files that are under version control.
 *
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 */
async function keepingLockfile(folder, work) {
  const lockfile = path.join(folder, 'package-lock.json')
  const before = existsSync(lockfile) ? readFileSync(lockfile) : undefined
  try {
    return await work()
  } finally {
    if (before) writeFileSync(lockfile, before)
  }
}

/**
 * Whether npm's own record of what it installed holds every package of the lockfile, so that `npm ci` run by hand or
 * by a build service is not repeated.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const wanted = packagesIn(path.join(folder, 'package-lock.json'))
  const found = packagesIn(path.join(folder, 'node_modules/.package-lock.json'))
  return Object.entries(wanted).every(([key, entry]) => {
    if (!key.includes('node_modules/') || entry.optional || entry.extraneous) return true
    // A workspace that was added since: without its link nothing finds it.
    if (entry.link) return existsSync(path.join(folder, key, 'package.json'))
    return found[key]?.version === entry.version && existsSync(path.join(folder, key, 'package.json'))
  })
}

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, extraneous?: boolean }} LockEntry */

/**
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
function packagesIn(file) {
  const text = readText(file)
  return text ? (JSON.parse(text).packages ?? {}) : {}
}

/** @param {string} file */
const readText = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** @param {string} file */
const hashOf = (file) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined)
