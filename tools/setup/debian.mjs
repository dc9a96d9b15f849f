// @ts-check
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children.mjs'
import { inVar, shown } from './paths.mjs'
import { say, secondsSince, SetupError, startTicker, tailOf } from './say.mjs'

const extraFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/libexec', '/opt/homebrew/bin']

/**
 * The first of these programs that is installed.
 *
 * @param {...string} names
 * @returns {string | undefined} absolute path
 */
export function findProgram(...names) {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...extraFolders].filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}

/** Whether packages may be installed here without asking anybody. */
export const canInstallPackages = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined

/**
 * Installs Debian packages. Services that they start by themselves are neither used nor needed.
 *
 * @param {string[]} packages
 * @throws {SetupError} with the end of apt's output
 */
export async function installPackages(packages) {
  const log = inVar('logs/apt.log')
  const began = Date.now()
  const ticker = startTicker(() => `安装 Debian 软件包 ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
      const code = await runChild({ command: 'apt-get', args, env, log, append: true })
      if (code !== 0) throw new SetupError(`apt-get ${args.join(' ')} 失败（${shown(log)}）：\n${tailOf(log)}`)
    }
  } finally {
    ticker.stop()
  }
  say(`安装 Debian 软件包 ${packages.join(' ')} … ${secondsSince(began)} 秒`)
}
