// @ts-check
import { existsSync } from 'node:fs'
import { runChild } from './children.mjs'
import { canInstallPackages, findProgram, installPackages } from './debian.mjs'
import { inVar } from './paths.mjs'
import { SetupError } from './say.mjs'

const findChromium = () => {
  const given = process.env['CHROMIUM_PATH']
  if (given && !existsSync(given)) throw new SetupError(`CHROMIUM_PATH 指定的 ${given} 不存在`)
  return given ?? findProgram('chromium', 'chromium-browser', 'google-chrome')
}

/** Whether a font with Chinese characters is installed; yes where that cannot be told. */
async function hasChineseFont() {
  const program = findProgram('fc-list')
  if (!program) return true
  let lines = 0
  const log = inVar('logs/fonts.log')
  await runChild({ command: program, args: [':lang=zh'], log, onLine: () => void lines++ })
  return lines > 0
}

/**
 * The path of a Chromium that can draw Chinese; installs it where it may.
 *
 * @throws {SetupError} naming the ways to provide it
 */
export async function provideChromium() {
  const found = findChromium()
  const packages = [...(found ? [] : ['chromium']), ...(found && (await hasChineseFont()) ? [] : ['fonts-noto-cjk'])]
  if (packages.length === 0 && found) return found
  if (canInstallPackages()) await installPackages(packages)
  const program = findChromium()
  if (program) return program
  throw new SetupError(`缺少 Chromium，无法运行浏览器测试。请任选其一：
  1. 安装 Chromium 与中文字体（Debian：apt-get install chromium fonts-noto-cjk）
  2. 用 CHROMIUM_PATH 指定 Chrome 或 Chromium 的程序文件
  3. 在 Debian 或 Ubuntu 上以 root 运行，会自动安装
Chromium is missing: install it, name it in CHROMIUM_PATH, or run as root on Debian or Ubuntu.`)
}
