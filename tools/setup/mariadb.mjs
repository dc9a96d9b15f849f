// @ts-check
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeFolderAtEnd, runChild, startChild } from './children.mjs'
import { findProgram } from './debian.mjs'
import { randomFreePort } from './ports.mjs'
import { isMysql, untilReady } from './reach.mjs'
import { SetupError, tailOf } from './say.mjs'

/** Longest path of a Unix socket on Linux and macOS, with some room. */
const SOCKET_PATH_LIMIT = 100

/** @returns {{ server: string, installer: string } | undefined} */
export function findMariadb() {
  const server = findProgram('mariadbd')
  const installer = findProgram('mariadb-install-db')
  return server && installer ? { server, installer } : undefined
}

/**
 * A private MariaDB that lives in one folder and listens on 127.0.0.1 only.
 *
 * @param {string} folder absolute; must not exist
 * @param {{ durable: boolean }} options without it, commits may lag behind on the disk by a second
 */
export async function startMariadb(folder, { durable }) {
  const programs = findMariadb()
  if (!programs) throw new SetupError('mariadbd 或 mariadb-install-db 不存在')
  const data = dataFolder(folder, durable)
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  await createSystemTables(programs.installer, folder, [`--datadir=${data}`, ...user])

  const password = randomBytes(16).toString('hex')
  const init = path.join(folder, 'init.sql')
  writeFileSync(init, initSql(password), { mode: 0o600 })
  const socket = socketIn(folder)
  const log = path.join(folder, 'mariadbd.log')
  for (let attempt = 1; attempt <= 3; attempt++) {
    const port = await randomFreePort()
    const files = [
      `--datadir=${data}`,
      `--socket=${socket.file}`,
      `--pid-file=${folder}/mariadbd.pid`,
      `--init-file=${init}`,
    ]
    const args = ['--no-defaults', ...files, `--port=${port}`, ...user, ...settings(durable)]
    const child = startChild({ command: programs.server, args, cwd: folder, log })
    if ((await untilReady(child, () => isMysql(port), 60)) === 'ready') {
      const stop = async () => {
        // The files are thrown away, so nothing is worth an orderly shutdown.
        await child.stop('SIGKILL')
        socket.remove()
        rmSync(data, { recursive: true, force: true, maxRetries: 5 })
      }
      return { url: `mysql://pitlane:${password}@127.0.0.1:${port}/pitlane_test`, stop }
    }
    await child.stop('SIGKILL')
  }
  throw new SetupError(`MariaDB 没有启动：\n${tailOf(log)}`)
}

/** Memory that looks like a disk, and how much of it must be free: a test makes a database of its own in it. */
const SHARED_MEMORY = '/dev/shm'
const SHARED_MEMORY_BYTES = 4 * 1024 ** 3

/**
 * Where the tables are. What need not outlive the run is in memory where there is plenty: making and dropping databases is
 * mostly waiting for the disk.
 *
 * @param {string} folder
 * @param {boolean} durable
 */
function dataFolder(folder, durable) {
  const data = path.join(folder, 'data')
  mkdirSync(folder, { recursive: true })
  if (durable || !existsSync(SHARED_MEMORY)) return made(data)
  const { bavail, bsize } = statfsSync(SHARED_MEMORY)
  if (bavail * bsize < SHARED_MEMORY_BYTES) return made(data)
  const inMemory = mkdtempSync(path.join(SHARED_MEMORY, 'pitlane-'))
  removeFolderAtEnd(inMemory)
  return inMemory
}

/** @param {string} folder */
function made(folder) {
  mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * @param {string} installer
 * @param {string} folder
 * @param {string[]} args
 */
async function createSystemTables(installer, folder, args) {
  const log = path.join(folder, 'install.log')
  const quick = ['--skip-test-db', '--skip-name-resolve']
  const code = await runChild({ command: installer, args: ['--no-defaults', ...args, ...quick], cwd: folder, log })
  if (code !== 0) throw new SetupError(`mariadb-install-db 失败（退出码 ${code}）：\n${tailOf(log)}`)
}

/**
 * Case and blanks must compare as SQLite compares them, and READ COMMITTED is what production runs with.
 *
 * @param {boolean} durable
 */
const settings = (durable) => [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_bin',
  '--transaction-isolation=READ-COMMITTED',
  '--default-time-zone=+00:00',
  '--max-connections=400',
  '--innodb-buffer-pool-size=256M',
  `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
  ...(durable ? [] : ['--innodb-doublewrite=0']),
]

/** @param {string} password */
const initSql = (password) =>
  [
    'CREATE DATABASE IF NOT EXISTS pitlane_test CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;',
    `CREATE OR REPLACE USER pitlane@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON *.* TO pitlane@'127.0.0.1';",
  ].join('\n')

/** @param {string} folder */
function socketIn(folder) {
  const file = path.join(folder, 'db.sock')
  if (file.length <= SOCKET_PATH_LIMIT) return { file, remove: () => undefined }
  const short = mkdtempSync(path.join(tmpdir(), 'pitlane-'))
  removeFolderAtEnd(short)
  return { file: path.join(short, 'db.sock'), remove: () => rmSync(short, { recursive: true, force: true }) }
}
