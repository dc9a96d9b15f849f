import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { logins, logFile, secrets } from './browser'

const ROOT = path.resolve(__dirname, '../..')
const BUNDLES = ['server/dist', 'tools/wechat-sim/dist', 'console/dist', 'miniprogram/dist/h5']

/** What somebody who logged in carries, and a key as files have it. */
const patterns = {
  'access token': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  'private key': /-----BEGIN (?:\w+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/,
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))

const passwords = Object.fromEntries(logins.map(({ title, password }) => [`password of ${title}`, password]))

function foundIn(text: string, names: Record<string, string>): string[] {
  const told = Object.entries(names).filter(([, secret]) => text.includes(secret))
  const seen = Object.entries(patterns).filter(([, pattern]) => pattern.test(text))
  return [...told, ...seen].map(([name]) => name)
}

const findings = (files: readonly string[], names: Record<string, string>) =>
  files.flatMap((file) =>
    foundIn(readFileSync(file, 'latin1'), names).map((name) => `${name} in ${path.relative(ROOT, file)}`),
  )

describe('secrets', () => {
  it('of the server, of WeChat and of those who logged in are in no log', () => {
    const logs = filesIn(path.dirname(logFile))
    expect(readFileSync(logFile, 'utf8')).toContain('/api/staff-sessions')
    expect(logs.length).toBeGreaterThan(1)
    expect(findings(logs, { ...secrets, ...passwords })).toEqual([])
  })

  it.each(BUNDLES)('are not in %s', (folder) => {
    const files = filesIn(path.join(ROOT, folder))
    expect(files.some((file) => file.endsWith('.js'))).toBe(true)
    // The server brings the passwords of its demonstration along, and tells them to whoever seeds it.
    const names = folder === 'server/dist' ? secrets : { ...secrets, ...passwords }
    expect(findings(files, names)).toEqual([])
  })

  it.each(Object.entries(secrets))('are found where they are: %s', (name, secret) => {
    expect(secret.length).toBeGreaterThan(15)
    expect(foundIn(`{"level":30,"msg":"${secret}"}`, secrets)).toEqual([name])
  })
})
