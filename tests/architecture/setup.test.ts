import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { complete, platformIn } from '../../tools/setup/complete-lock.mjs'
import { keepSecrets, parseEnv } from '../../tools/setup/environment.mjs'
import { filesOf, fingerprint } from '../../tools/setup/fingerprint.mjs'
import { countsOf } from '../../tools/setup/jest-run.mjs'
import { isSupportedNode } from '../../tools/setup/node-version.mjs'
import { lineOf, sumOf } from '../../tools/setup/results.mjs'
import { table } from '../../tools/setup/say.mjs'
import { warningIn } from '../../tools/setup/stack.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pitlane-setup-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})
const write = async (file: string, text: string) => {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

test.each([
  ['18.20.4', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s is supported: %s', (version, supported) => {
  expect(isSupportedNode(version)).toBe(supported)
})

describe('the fingerprint of a build', () => {
  const inputs = ['src', 'package.json', 'absent']
  beforeEach(async () => {
    await write('src/a.ts', 'a')
    await write('src/deep/b.ts', 'b')
    await write('src/node_modules/x.js', 'x')
    await write('src/dist/main.js', 'm')
    await write('package.json', '{}')
  })

  test('covers sources and not what builds leave', () => {
    expect(filesOf(folder, inputs)).toEqual(['package.json', 'src/a.ts', 'src/deep/b.ts'])
  })

  test('stays when only times, outputs or the order of inputs change', async () => {
    const before = fingerprint(folder, inputs)
    utimesSync(path.join(folder, 'src/a.ts'), new Date(0), new Date(0))
    await write('src/dist/main.js', 'other')
    expect(fingerprint(folder, inputs.toReversed())).toBe(before)
  })

  test('changes with the content, the name, the number and the settings', async () => {
    const seen = [fingerprint(folder, inputs), fingerprint(folder, inputs, { api: 'https://example.com' })]
    await write('src/a.ts', 'A')
    seen.push(fingerprint(folder, inputs))
    await write('src/c.ts', '')
    seen.push(fingerprint(folder, inputs))
    rmSync(path.join(folder, 'src/c.ts'))
    await write('src/d.ts', '')
    seen.push(fingerprint(folder, inputs))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('tells apart files whose joined text is the same', async () => {
    await write('src/a.ts', 'ab')
    await write('src/deep/b.ts', '')
    const joined = fingerprint(folder, inputs)
    await write('src/a.ts', 'a')
    await write('src/deep/b.ts', 'b')
    expect(fingerprint(folder, inputs)).not.toBe(joined)
  })
})

describe('.env', () => {
  test.each([
    ['A=1', { A: '1' }],
    ['export A = 1 ', { A: '1' }],
    ['# A=1\n\nB=2\r\nC=3', { B: '2', C: '3' }],
    ['A="a # b"', { A: 'a # b' }],
    ["A='x'", { A: 'x' }],
    ['A=x # why', { A: 'x' }],
    ['A=k1:abc==', { A: 'k1:abc==' }],
    ['A=', { A: '' }],
    ['1A=x\nnonsense', {}],
  ])('%j', (text, expected) => {
    expect(parseEnv(text)).toEqual(expected)
  })
})

describe('the secrets of an installation', () => {
  const file = () => path.join(folder, 'var/secrets.env')

  test('are made once, strong enough for the server, and only for the owner to read', () => {
    const made = keepSecrets(file())
    expect(made.PITLANE_TOKEN_SECRET?.length).toBeGreaterThanOrEqual(32)
    expect(made.PITLANE_DATA_KEYS).toMatch(/^k1:/)
    expect(Buffer.from(made.PITLANE_DATA_KEYS?.slice(3) ?? '', 'base64')).toHaveLength(32)
    expect(Buffer.from(made.PITLANE_INDEX_KEY ?? '', 'base64')).toHaveLength(32)
    expect(made.WECHAT_SIM_APPID).toMatch(/^wx[0-9a-f]{16}$/)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(keepSecrets(file())).toEqual(made)
  })

  test('that exist never change when new ones are added', async () => {
    await write('var/secrets.env', 'PITLANE_INDEX_KEY=mine\nOTHER=kept\n')
    expect(keepSecrets(file())).toMatchObject({ PITLANE_INDEX_KEY: 'mine', OTHER: 'kept' })
    expect(parseEnv(readFileSync(file(), 'utf8'))).toMatchObject({ PITLANE_INDEX_KEY: 'mine', OTHER: 'kept' })
  })
})

describe("jest's report", () => {
  test('a file that could not be loaded is a failure', () => {
    expect(countsOf({ numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({
      ...{ passed: 3, failed: 1, skipped: 0 },
    })
  })

  test('a bad exit code without a failed test is a failure', () => {
    expect(countsOf({ numPassedTests: 3 }, 1).failed).toBe(1)
  })

  test('skipped and planned tests are counted', () => {
    expect(countsOf({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 3 }, 0)).toEqual({
      ...{ passed: 1, failed: 0, skipped: 5 },
    })
  })

  test('results are summed into one line', () => {
    expect(
      lineOf(
        sumOf([
          { passed: 2, failed: 1 },
          { passed: 3, failed: 0 },
        ]),
      ),
    ).toBe('5 passed, 1 failed')
  })
})

describe("the server's log on the terminal", () => {
  test.each([
    ['{"level":30,"msg":"serving"}', undefined],
    ['{"level":40,"msg":"slow"}', '警告：slow'],
    ['{"level":50,"msg":"failed","err":{"message":"boom"}}', '错误：failed：boom'],
    ['Error: no such file', 'Error: no such file'],
    ['{"half', '{"half'],
    ['', undefined],
  ])('%s', (line, shown) => {
    expect(warningIn(line)).toBe(shown)
  })

  test('labels line up, a Chinese character being two columns wide', () => {
    expect(
      table([
        ['车主端', 'x'],
        ['URL', 'y'],
      ]).split('\n'),
    ).toEqual(['  车主端   x', '  URL      y'])
  })
})

describe('a lockfile from a registry with few platforms', () => {
  const parent = { version: '2.0.0', dev: true, optionalDependencies: { '@x/core-darwin-arm64': '2.0.0' } }
  const platform = { os: ['darwin'], cpu: ['arm64'] }

  test('gets the missing binary beside its package', () => {
    const full = complete({ '': {}, 'node_modules/@x/core': parent })
    expect(full['node_modules/@x/core-darwin-arm64']).toEqual({
      version: '2.0.0',
      ...platform,
      dev: true,
      optional: true,
    })
    expect(complete(full)).toEqual(full)
  })

  test('gets it inside its package where another version has the place', () => {
    const other = { version: '1.0.0', ...platform, optional: true }
    const full = complete({ 'node_modules/@x/core': parent, 'node_modules/@x/core-darwin-arm64': other })
    expect(full['node_modules/@x/core-darwin-arm64']).toEqual(other)
    expect(full['node_modules/@x/core/node_modules/@x/core-darwin-arm64']).toMatchObject({ version: '2.0.0' })
  })

  test('finds what a package of a package already has', () => {
    const packages = {
      'node_modules/a/node_modules/@x/core': parent,
      'node_modules/a/node_modules/@x/core-darwin-arm64': { version: '2.0.0' },
      'node_modules/left': { extraneous: true },
    }
    expect(Object.keys(complete(packages))).toEqual(Object.keys(packages).slice(0, 2))
  })

  test.each([
    ['@swc/core-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
    ['@rollup/rollup-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['@esbuild/linux-x64', { os: ['linux'], cpu: ['x64'] }],
    ['@unrs/resolver-binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
    ['fsevents', undefined],
  ])('%s', (name, expected) => {
    expect(platformIn(name)).toEqual(expected)
  })
})
