// @ts-check
import { buildWhatChanged } from './build.mjs'
import { atEnd, command } from './command.mjs'
import { provideDatabases } from './databases.mjs'
import { install } from './install.mjs'
import { listTests, runJest } from './jest-run.mjs'
import { shown } from './paths.mjs'
import { clearResult, finish, sumOf } from './results.mjs'
import { say } from './say.mjs'

/** @typedef {import('./jest-run.mjs').Outcome} Outcome */

const alone = /** @type {const} */ (['unit', 'adapters', 'architecture', 'simulation', 'console', 'miniprogram'])
const onDatabase = /** @type {const} */ (['api', 'flow'])

/**
 * `npm test [jest arguments]`: everything that needs no browser. What works on a database runs twice, on the embedded
 * SQLite without Redis and on MariaDB with Redis.
 */
await command(async () => {
  const args = process.argv.slice(2)
  clearResult('test')
  await install()
  const projects = args.length > 0 ? await projectsOf(args) : [...alone, ...onDatabase]
  await buildWhatChanged(['server', 'sim'])
  const outcomes = await runAll(projects, args)

  say()
  for (const { name, passed, failed, skipped } of outcomes) {
    say(`${name}：${passed} 通过，${failed} 失败${skipped > 0 ? `，${skipped} 跳过` : ''}`)
  }
  const skipped = isNarrowed(args) ? 0 : outcomes.reduce((sum, outcome) => sum + outcome.skipped, 0)
  if (skipped > 0) say(`${skipped} 个测试被跳过，按失败计`)
  const { passed, failed } = sumOf(outcomes)
  if (passed + failed + skipped === 0) say('没有找到测试')
  return finish('test', { passed, failed: failed + skipped })
})

/**
 * @param {string[]} projects
 * @param {string[]} args
 */
async function runAll(projects, args) {
  const first = alone.filter((name) => projects.includes(name))
  const second = onDatabase.filter((name) => projects.includes(name))
  const noServers = { TEST_DATABASE_URL: '', TEST_REDIS_URL: '' }

  /** @type {Outcome[]} */
  const outcomes = []
  if (first.length > 0) outcomes.push(await runJest({ name: 'basic', projects: first, env: noServers }, args))
  if (second.length === 0) return outcomes

  // Before the long run on SQLite: what is missing should be said early.
  const databases = await provideDatabases()
  atEnd(() => databases.stop())
  const servers = { TEST_DATABASE_URL: databases.mysqlUrl, TEST_REDIS_URL: databases.redisUrl }
  outcomes.push(await runJest({ name: 'sqlite', projects: second, env: { DB: 'sqlite', ...noServers } }, args))
  outcomes.push(await runJest({ name: 'mysql', projects: second, env: { DB: 'mysql', ...servers } }, args))
  return outcomes
}

/**
 * The projects that hold the tests asked for, so that one pure test does not start two databases.
 *
 * @param {string[]} args
 */
async function projectsOf(args) {
  const files = await listTests(args)
  return [...new Set(files.map((file) => /^tests[\\/](\w+)/.exec(shown(file))?.[1] ?? ''))]
}

/**
 * Whether the caller left tests out by name.
 *
 * @param {string[]} args
 */
function isNarrowed(args) {
  return args.some((arg) => /^(-t|--testNamePattern)/.test(arg))
}
