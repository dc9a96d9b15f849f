// @ts-check
import { buildWhatChanged } from './build.mjs'
import { runChild } from './children.mjs'
import { atEnd, command } from './command.mjs'
import { provideDatabases } from './databases.mjs'
import { install } from './install.mjs'
import { inVar, root } from './paths.mjs'

/** `npm run bench [arguments]`: measures on a MariaDB that writes every commit to the disk, as in production. */
await command(async () => {
  await install()
  await buildWhatChanged(['server', 'sim', 'h5', 'weapp'])
  const bundle = await bundleBench()
  const databases = await provideDatabases({ durable: true })
  atEnd(() => databases.stop())
  return runChild({
    command: process.execPath,
    args: [bundle, ...process.argv.slice(2)],
    env: { ...process.env, TEST_DATABASE_URL: databases.mysqlUrl, TEST_REDIS_URL: databases.redisUrl },
    limitMinutes: 30,
  })
})

/** Bundles the bench as the server is bundled, so that what it measures in its own process is what production runs. */
async function bundleBench() {
  const { build } = await import('esbuild')
  const outfile = inVar('bench/main.cjs')
  await build({
    ...{ entryPoints: ['tests/bench/main.ts'], outfile, absWorkingDir: root, logLevel: 'warning' },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', packages: 'external' },
    alias: {
      '@pitlane/kernel': './packages/kernel/src/index.ts',
      '@pitlane/contract': './packages/contract/src/index.ts',
      '@pitlane/process': './engines/process/src',
      '@pitlane/rule': './engines/rule/src',
      '@pitlane/wechat-sim': './tools/wechat-sim/src/index.ts',
    },
  })
  return outfile
}
