// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { inVar } from './paths.mjs'
import { say } from './say.mjs'

/** @typedef {{ passed: number, failed: number }} Result */

/** @param {Result} result */
export const lineOf = ({ passed, failed }) => `${passed} passed, ${failed} failed`

/** @param {Result[]} results */
export const sumOf = (results) => ({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
})

/** @param {string} command */
const fileOf = (command) => inVar('results', `${command}.json`)

/**
 * Forgets an earlier result at the start of a command, so that one that breaks off leaves none.
 *
 * @param {string} command
 */
export const clearResult = (command) => rmSync(fileOf(command), { force: true })

/**
 * Keeps the result for `.ci/run`, prints it as the last line, alone, and answers with the exit code.
 *
 * @param {string} command
 * @param {Result} result
 */
export function finish(command, result) {
  mkdirSync(inVar('results'), { recursive: true })
  writeFileSync(fileOf(command), JSON.stringify(result))
  say(lineOf(result))
  return result.failed === 0 && result.passed > 0 ? 0 : 1
}

/**
 * The result of a command that ran before; one failure when it left none.
 *
 * @param {string} command
 * @returns {Result}
 */
export const resultOf = (command) =>
  existsSync(fileOf(command)) ? JSON.parse(readFileSync(fileOf(command), 'utf8')) : { passed: 0, failed: 1 }
