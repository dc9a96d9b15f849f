// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const ignored = new Set(['node_modules', 'dist', 'var', 'out', '.git', '.swc', '.DS_Store'])

/**
 * The files below some files and folders, as sorted paths with forward slashes. What a build makes is left out, what
 * does not exist is passed over.
 *
 * @param {string} base absolute
 * @param {string[]} inputs relative to `base`
 */
export function filesOf(base, inputs) {
  /** @type {string[]} */
  const found = []
  /** @param {string} relative */
  const visit = (relative) => {
    const file = path.join(base, relative)
    if (!existsSync(file)) return
    if (!statSync(file).isDirectory()) return void found.push(relative)
    for (const name of readdirSync(file)) if (!ignored.has(name)) visit(`${relative}/${name}`)
  }
  inputs.forEach(visit)
  return found.sort()
}

/**
 * A hash over the paths and bytes of the inputs and over `salt`. Times and the order of listing do not count.
 *
 * @param {string} base absolute
 * @param {string[]} inputs relative to `base`
 * @param {unknown} [salt] anything else the result depends on, as JSON
 */
export function fingerprint(base, inputs, salt) {
  const hash = createHash('sha256').update(JSON.stringify(salt ?? null))
  for (const file of filesOf(base, inputs)) {
    const bytes = readFileSync(path.join(base, file))
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
