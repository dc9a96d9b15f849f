// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children.mjs'
import { inRoot, inVar } from './paths.mjs'
import { say } from './say.mjs'

const jestProgram = inRoot('node_modules/jest/bin/jest.js')

/**
 * @typedef {object} Run
 * @property {string} name
 * @property {readonly string[]} projects of jest.config.cjs
 * @property {Record<string, string>} [env] added to this process's
 *
 * @typedef {{ name: string, passed: number, failed: number, skipped: number }} Outcome
 */

/**
 * Runs some of jest's projects. A test file that cannot even be loaded counts as one failure, and so does a run that
 * breaks off.
 *
 * @param {Run} run
 * @param {string[]} args passed on to jest
 * @returns {Promise<Outcome>}
 */
export async function runJest({ name, projects, env = {} }, args) {
  say(`\n── ${name} ──`)
  const report = inVar('jest', `${name}.json`)
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const options = ['-c', 'jest.config.cjs', '--json', `--outputFile=${report}`, '--passWithNoTests']
  const code = await runChild({
    command: process.execPath,
    args: [jestProgram, ...options, ...args, '--selectProjects', ...projects],
    env: { ...process.env, NODE_ENV: 'test', ...env },
    limitMinutes: 20,
  })
  if (code === 124) say(`${name}：20 分钟内没有结束`)
  return { name, ...countsIn(report, code) }
}

/**
 * @param {string} report
 * @param {number} code
 */
function countsIn(report, code) {
  /** @type {Record<string, number>} */
  let json
  try {
    json = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  return countsOf(json, code)
}

/**
 * @param {Record<string, number>} json jest's report
 * @param {number} code jest's exit code
 */
export function countsOf(json, code) {
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = json
  const { numPendingTests = 0, numTodoTests = 0 } = json
  const failed = numFailedTests + numRuntimeErrorTestSuites
  return {
    passed: numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  }
}

/**
 * The test files that jest would run with these arguments.
 *
 * @param {string[]} args
 * @returns {Promise<string[]>} absolute paths; empty when jest cannot tell
 */
export async function listTests(args) {
  /** @type {string[]} */
  const printed = []
  await runChild({
    command: process.execPath,
    args: [jestProgram, '-c', 'jest.config.cjs', '--listTests', ...args],
    log: inVar('logs/jest-list.log'),
    onLine: (line, from) => void (from === 'stdout' && printed.push(line.trim())),
  })
  return printed.filter((line) => path.isAbsolute(line))
}
