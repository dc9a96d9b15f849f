// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/**
 * `node tools/setup/complete-lock.mjs [package-lock.json]`, to be run after `npm install` changed the lockfile.
 *
 * Some npm registries carry a package's binaries for a few platforms only. `npm install` then leaves the others out of
 * the lockfile, and `npm ci` refuses a lockfile that does not name every optional dependency. This adds the missing
 * ones by name and exact version, with the platform that their name tells, so that other platforms skip them.
 *
 * @typedef {{ version?: string, dev?: boolean, peer?: boolean, extraneous?: boolean, optional?: boolean, os?: string[],
 *   cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 */

const systems = ['darwin', 'android', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32', 'linux']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64']

/**
 * The platform in a name such as `@swc/core-linux-arm64-musl`.
 *
 * @param {string} name
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined}
 */
export function platformIn(name) {
  const words = name.split(/[-/]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  if (!os || !cpu) return undefined
  const libc = words.includes('musl') ? 'musl' : 'glibc'
  return { cpu: [cpu], ...(os === 'linux' && /-(musl|gnu)/.test(name) ? { libc: [libc] } : {}), os: [os] }
}

/**
 * Where `name` is found from the package at `key`, as Node looks for it.
 *
 * @param {Record<string, Entry>} packages
 * @param {string} key
 * @param {string} name
 */
function find(packages, key, name) {
  for (let folder = key; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (packages[candidate]) return candidate
    if (!folder) return undefined
  }
}

/**
 * Adds what is missing and drops what npm itself marks as left over.
 *
 * @param {Record<string, Entry>} packages of a lockfile
 * @returns {Record<string, Entry>} sorted by path
 */
export function complete(packages) {
  const kept = Object.fromEntries(Object.entries(packages).filter(([, entry]) => !entry.extraneous))
  for (const [key, { optionalDependencies = {}, dev, peer }] of Object.entries(kept)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformIn(name)
      const found = find(kept, key, name)
      const isExact = /^\d+\.\d+\.\d+[\w.-]*$/.test(version)
      if (!platform || !isExact || (found && kept[found]?.version === version)) continue
      const beside = `${key.slice(0, key.lastIndexOf('node_modules/'))}node_modules/${name}`
      kept[found ? `${key}/node_modules/${name}` : beside] = {
        version,
        ...platform,
        ...(dev ? { dev } : {}),
        ...(peer ? { peer } : {}),
        optional: true,
      }
    }
  }
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => a.localeCompare(b, 'en')))
}

if (process.argv[1]?.endsWith('complete-lock.mjs')) {
  const file = process.argv[2] ?? inRoot('package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const packages = complete(lock.packages)
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
  const added = Object.keys(packages).filter((key) => !lock.packages[key]).length
  console.log(`${added} packages added`)
}
