// @ts-check
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, inVar } from './paths.mjs'

/**
 * Reads `NAME=value` lines. Blank lines and lines that start with `#` are passed over, `export ` is allowed, and
 * quotes around a value are taken off; nothing is expanded.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseEnv(text) {
  /** @type {Record<string, string>} */
  const found = {}
  for (const line of text.split(/\r?\n/)) {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (!name) continue
    const quoted = /^(["'])(.*)\1$/.exec(raw)
    found[name] = quoted?.[2] ?? raw.replace(/\s+#.*$/, '')
  }
  return found
}

const key = () => randomBytes(32).toString('base64')

/** Secrets that a server must have, and how a fresh one is made. */
const makers = {
  PITLANE_TOKEN_SECRET: () => randomBytes(48).toString('base64url'),
  PITLANE_DATA_KEYS: () => `k1:${key()}`,
  PITLANE_INDEX_KEY: key,
  /** Identity of the account that the WeChat simulator plays. */
  WECHAT_SIM_APPID: () => `wx${randomBytes(8).toString('hex')}`,
  WECHAT_SIM_SECRET: () => randomBytes(16).toString('hex'),
}

/**
 * The secrets of this installation, made once and kept: without the same data key, stored personal data can never be
 * read again. Secrets added by a newer version are appended, existing ones never change.
 *
 * @param {string} file
 */
export function keepSecrets(file) {
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const missing = Object.entries(makers).filter(([name]) => !kept[name])
  if (missing.length === 0) return kept
  const all = { ...kept, ...Object.fromEntries(missing.map(([name, make]) => [name, make()])) }
  mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(
    draft,
    Object.entries(all)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  )
  renameSync(draft, file)
  return all
}

/**
 * The settings of this run: the environment first, then `.env`, then the kept secrets.
 *
 * @returns {Record<string, string | undefined>}
 */
export function loadEnvironment() {
  const file = inRoot('.env')
  const own = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { ...keepSecrets(inVar('secrets.env')), ...own, ...process.env }
}
