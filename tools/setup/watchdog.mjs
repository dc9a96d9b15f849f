// @ts-check
/**
 * Outlives the command that started it by a moment. Its standard input is a pipe from that command: when the pipe ends,
 * the command is gone, however it ended, and whatever it left behind is stopped and removed.
 * Lines: `watch <pid>`, `forget <pid>`, `folder <path>`, `keep <path>`.
 */
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { killGroup } from './kill-group.mjs'

/** @type {Set<number>} */
const pids = new Set()
/** @type {Set<string>} */
const folders = new Set()

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined)

/** @type {Record<string, (value: string) => unknown>} */
const orders = {
  watch: (value) => pids.add(Number(value)),
  forget: (value) => pids.delete(Number(value)),
  folder: (value) => folders.add(value),
  keep: (value) => folders.delete(value),
}

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const space = line.indexOf(' ')
  orders[line.slice(0, space)]?.(line.slice(space + 1))
})
lines.on('close', async () => {
  for (const pid of pids) killGroup(pid, 'SIGTERM')
  const deadline = Date.now() + 5000
  while (Date.now() < deadline && [...pids].some((pid) => killGroup(pid, 0))) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  for (const pid of pids) killGroup(pid, 'SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit()
})
