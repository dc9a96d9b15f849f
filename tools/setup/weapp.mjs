// @ts-check
import { buildWhatChanged } from './build.mjs'
import { runChild } from './children.mjs'
import { command } from './command.mjs'
import { install } from './install.mjs'
import { inRoot, inVar } from './paths.mjs'
import { clearResult, finish, sumOf } from './results.mjs'
import { say } from './say.mjs'

/**
 * `npm run weapp [scenario …]`: builds the mini-program, executes the build headlessly, and compiles it with WeChat's
 * own compiler. With scenario names only those are executed and nothing is compiled.
 */
await command(async () => {
  clearResult('weapp')
  const scenarios = process.argv.slice(2)
  await install()
  await buildWhatChanged(['weapp'])

  say('\n── 执行小程序包 ──')
  const results = [await countingStep('tools/weapp-check/run.mjs', inRoot('miniprogram/dist/weapp'), ...scenarios)]
  if (scenarios.length === 0) {
    await install({ folder: inRoot('tools/weapp-check'), title: '安装微信编译器' })
    say('\n── 微信编译器 ──')
    results.push(await countingStep('tools/weapp-check/compile.cjs', inVar('weapp-check')))
  }
  say()
  return finish('weapp', sumOf(results))
})

/**
 * Runs a script that prints its result as the last line.
 *
 * @param {string} script
 * @param {...string} args
 * @returns {Promise<import('./results.mjs').Result>}
 */
async function countingStep(script, ...args) {
  /** @type {import('./results.mjs').Result | undefined} */
  let result
  const code = await runChild({
    command: process.execPath,
    args: [inRoot(script), ...args],
    log: inVar('logs/weapp.log'),
    limitMinutes: 8,
    onLine: (line) => {
      if (line.startsWith('{"passed":')) result = JSON.parse(line)
      else if (!/^(\[|serialize )/.test(line)) say(line)
    },
  })
  if (!result) return { passed: 0, failed: 1 }
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result
}
