// @ts-check
import { existsSync, rmSync } from 'node:fs'
import { runChild } from './children.mjs'
import { command } from './command.mjs'
import { install } from './install.mjs'
import { inRoot, inVar } from './paths.mjs'
import { clearResult, finish } from './results.mjs'
import { say, secondsSince, startTicker, tailOf } from './say.mjs'

/** @param {string} file below node_modules */
const node = (file) => inRoot('node_modules', file)
const sources = ['packages', 'engines', 'server', 'console', 'miniprogram', 'tests', 'tools/setup', 'tools/wechat-sim']

const tsc = node('typescript/bin/tsc')
/** The longest comes first: the others fit beside it. */
const checks = [
  { name: 'eslint', args: [node('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types', args: [tsc, '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types console', args: [tsc, '--noEmit', '-p', 'console/tsconfig.json'] },
  { name: 'types tools', args: [tsc, '--noEmit', '-p', 'tools/setup/tsconfig.json'] },
  { name: 'types miniprogram', args: [tsc, '--noEmit', '-p', 'miniprogram/tsconfig.json'] },
  { name: 'types tests-console', args: [tsc, '--noEmit', '-p', 'tests/console/tsconfig.json'] },
  { name: 'types tests-miniprogram', args: [tsc, '--noEmit', '-p', 'tests/miniprogram/tsconfig.json'] },
  {
    name: 'imports',
    args: [
      node('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs'],
      ...sources.filter((folder) => existsSync(inRoot(folder))),
    ],
  },
  { name: 'unused', args: [node('knip/bin/knip.js')] },
  { name: 'format', args: [node('prettier/bin/prettier.cjs'), '--check', '.'] },
]

/** `npm run check`: types, lint, import rules, unused code and format. Says a line each, and why one failed. */
await command(async () => {
  clearResult('check')
  await install()
  const queue = checks.slice()
  let failed = 0
  const ticker = startTicker(() => '检查')
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const began = Date.now()
      const log = inVar('logs', `check-${next.name.replace(' ', '-')}.log`)
      rmSync(log, { force: true })
      const code = await runChild({ command: process.execPath, args: next.args, log, limitMinutes: 12 })
      ticker.line(`${code === 0 ? '✓' : '✗'} ${next.name} … ${secondsSince(began)} 秒`)
      if (code === 0) continue
      failed++
      ticker.line(tailOf(log, 200))
    }
  }
  await Promise.all([worker(), worker()])
  ticker.stop()
  say()
  return finish('check', { passed: checks.length - failed, failed })
})
