// @ts-check
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { killGroup } from './kill-group.mjs'
import { root } from './paths.mjs'

/**
 * @typedef {object} ChildOptions
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] default: this process's
 * @property {string} [log] a file that receives everything the child prints; without it the child prints to the terminal
 * @property {boolean} [append] keep what the log already holds
 * @property {(line: string, from: 'stdout' | 'stderr') => 'secret' | void} [onLine] sees each printed line (only with `log`), and
 *   keeps those that are secret out of the log
 *
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<number>} ended exit code; 128 when it was killed, 127 when it could not be started
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop the signal (SIGTERM), then SIGKILL after 5 s; safe to repeat
 */

/** @type {import('node:child_process').ChildProcess | undefined} */
let watchdog

/** @param {string} line */
function tellWatchdog(line) {
  if (!watchdog) {
    const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'watchdog.mjs')
    watchdog = spawn(process.execPath, [file], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    })
    watchdog.unref()
    const { stdin } = watchdog
    // Without this the pipe alone would keep the command alive.
    if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
    stdin?.on('error', () => undefined)
  }
  watchdog.stdin?.write(`${line}\n`)
}

/**
 * Promises that a folder disappears even if this command is killed.
 *
 * @param {string} folder absolute
 */
export const removeFolderAtEnd = (folder) => tellWatchdog(`folder ${folder}`)

/** @type {Set<Child>} */
const running = new Set()

/** Stops every child that still runs. */
export const stopChildren = async () => void (await Promise.all([...running].map((child) => child.stop())))

/**
 * Starts a program in a process group of its own: Ctrl-C reaches only the command, which then stops its children in
 * order, and the watchdog stops them if the command itself is killed.
 *
 * @param {ChildOptions} options
 * @returns {Child}
 */
export function startChild({ command, args, cwd = root, env = process.env, log, append = false, onLine }) {
  const output = log ? 'pipe' : 'inherit'
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: process.platform === 'win32' && command === 'npm',
  })
  const pid = child.pid ?? 0
  if (pid) tellWatchdog(`watch ${pid}`)
  const kept = log ? keepOutput(child, log, append, onLine) : Promise.resolve()

  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 128))
  })
  const ended = exit.then(async (code) => {
    running.delete(self)
    if (pid) tellWatchdog(`forget ${pid}`)
    // A grandchild that kept the pipe open must not keep the command waiting.
    await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, 1000).unref())])
    return code
  })
  /** @type {Child} */
  const self = { pid, ended, stop: (signal = 'SIGTERM') => stopChild(pid, ended, signal) }
  if (pid) running.add(self)
  return self
}

/**
 * @param {number} pid
 * @param {Promise<number>} ended
 * @param {NodeJS.Signals} signal
 */
async function stopChild(pid, ended, signal) {
  if (!pid || !killGroup(pid, signal)) return
  const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} log
 * @param {boolean} append
 * @param {ChildOptions['onLine']} onLine
 */
function keepOutput(child, log, append, onLine) {
  mkdirSync(path.dirname(log), { recursive: true })
  const file = createWriteStream(log, { flags: append ? 'a' : 'w' })
  const streams = /** @type {const} */ (['stdout', 'stderr']).map((from) => {
    const input = child[from]
    if (!input) return Promise.resolve()
    const lines = createInterface({ input })
    lines.on('line', (line) => {
      if (onLine?.(line, from) !== 'secret') file.write(`${line}\n`)
    })
    return new Promise((resolve) => lines.once('close', resolve))
  })
  return Promise.all(streams).then(() => new Promise((resolve) => file.end(resolve)))
}

/**
 * Runs a program to its end.
 *
 * @param {ChildOptions & { limitMinutes?: number }} options killed and reported as 124 after the limit
 */
export async function runChild({ limitMinutes, ...options }) {
  const child = startChild(options)
  if (!limitMinutes) return child.ended
  let late = false
  const timer = setTimeout(() => {
    late = true
    void child.stop()
  }, limitMinutes * 60_000)
  const code = await child.ended
  clearTimeout(timer)
  return late ? 124 : code
}
