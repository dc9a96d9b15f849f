// @ts-check
import { readFileSync } from 'node:fs'

/** A problem whose message is written for the person at the keyboard; it is printed without a stack. */
export class SetupError extends Error {}

/** @param {string} [line] */
export const say = (line = '') => void process.stdout.write(`${line}\n`)

/** @param {number} since from `Date.now()` */
export const secondsSince = (since) => Math.round((Date.now() - since) / 1000)

/**
 * Shows that something is still going on: one line that is rewritten every second on a terminal, a new line every
 * 20 s elsewhere.
 *
 * @param {() => string} text read anew each time
 */
export function startTicker(text) {
  const began = Date.now()
  const live = process.stdout.isTTY === true
  const draw = () => {
    const line = `… ${text()} ${secondsSince(began)} 秒`
    process.stdout.write(live ? `\r\x1b[K${line}` : `${line}\n`)
  }
  const timer = setInterval(draw, live ? 1000 : 20_000)
  const erase = () => void (live && process.stdout.write('\r\x1b[K'))
  return {
    /** @param {string} line prints a line that stays */
    line(line) {
      erase()
      say(line)
    },
    stop() {
      clearInterval(timer)
      erase()
    },
  }
}

/**
 * @param {string} file
 * @param {number} lines
 */
export function tailOf(file, lines = 30) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

/**
 * Two columns that line up. Chinese characters take the room of two letters.
 *
 * @param {[label: string, value: string][]} rows
 */
export function table(rows) {
  const width = Math.max(...rows.map(([label]) => columns(label)))
  return rows.map(([label, value]) => `  ${label}${' '.repeat(width - columns(label))}   ${value}`).join('\n')
}

/** @param {string} text */
const columns = (text) => [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
