// @ts-check
import './node-version.mjs'
import { readFileSync } from 'node:fs'
import { stopChildren } from './children.mjs'
import { root } from './paths.mjs'
import { say, SetupError } from './say.mjs'

/** @type {(() => unknown)[]} */
const closers = []

/**
 * Registers what must be undone when the command ends, in whatever way. Later registrations are undone first.
 *
 * @param {() => unknown} close may be called once only
 */
export const atEnd = (close) => void closers.push(close)

/** @type {Promise<void> | undefined} */
let closing

/** Undoes everything, once. */
function closeAll() {
  closing ??= (async () => {
    for (const close of closers.reverse()) {
      try {
        await close()
      } catch (error) {
        console.error(error)
      }
    }
    await stopChildren()
  })()
  return closing
}

/** @param {number} code */
async function leave(code) {
  await closeAll()
  process.exit(code)
}

/**
 * The frame of every command: runs it, undoes what it opened when it ends, fails or is interrupted, and exits with its
 * code. A `SetupError` is shown as text, anything else with its stack.
 *
 * @param {() => Promise<number>} main
 */
export async function command(main) {
  process.chdir(root)
  process.on('SIGINT', () => void leave(130))
  process.on('SIGTERM', () => void leave(143))
  process.on('SIGHUP', () => void leave(129))
  // Somebody who stops reading (`npm start | head`) is a reason to end, not to crash.
  process.stdout.on('error', () => void leave(1))
  leaveWithNpm()
  try {
    await leave(await main())
  } catch (error) {
    if (closing) return
    if (error instanceof SetupError) say(`\n✗ ${error.message}`)
    else console.error(error)
    await leave(1)
  }
}

/**
 * npm killed outright passes no signal on; that the shell it started this command from belongs to somebody else now is
 * all one sees of it.
 */
function leaveWithNpm() {
  if (!process.env['npm_lifecycle_event']) return
  const before = ancestors()
  setInterval(() => void (ancestors() !== before && leave(143)), 1000).unref()
}

/** The parent and, where the system tells, its parent. */
function ancestors() {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8')
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`
  } catch {
    return `${process.ppid}`
  }
}
