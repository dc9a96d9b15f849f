// @ts-check
import { buildWhatChanged } from './build.mjs'
import { runChild } from './children.mjs'
import { atEnd, command } from './command.mjs'
import { provideDatabases } from './databases.mjs'
import { install } from './install.mjs'

/** `npm run bench [arguments]`: measures on a MariaDB that writes every commit to the disk, as in production. */
await command(async () => {
  await install()
  await buildWhatChanged(['server', 'sim'])
  const databases = await provideDatabases({ durable: true })
  atEnd(() => databases.stop())
  return runChild({
    command: process.execPath,
    args: ['--import', 'tsx', 'tests/bench/main.ts', ...process.argv.slice(2)],
    env: { ...process.env, TEST_DATABASE_URL: databases.mysqlUrl, TEST_REDIS_URL: databases.redisUrl },
  })
})
