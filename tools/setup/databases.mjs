// @ts-check
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { removeFolderAtEnd } from './children.mjs'
import { canInstallPackages, installPackages } from './debian.mjs'
import { killGroup } from './kill-group.mjs'
import { findMariadb, startMariadb } from './mariadb.mjs'
import { inVar } from './paths.mjs'
import { isMysql, isRedis } from './reach.mjs'
import { findRedis, startRedis } from './redis.mjs'
import { say, secondsSince, SetupError } from './say.mjs'

/**
 * @typedef {object} Databases
 * @property {string} mysqlUrl its user may create databases
 * @property {string} redisUrl
 * @property {() => Promise<void>} stop ends private instances and removes their files; does nothing to others
 */

/**
 * A MySQL-compatible server and a Redis to test against, each: the one named by TEST_DATABASE_URL or TEST_REDIS_URL if
 * it answers; else a private instance of the installed programs under `var/`; else the same after installing them,
 * which needs root on Debian.
 *
 * @param {{ durable?: boolean }} [options] durable: every commit reaches the disk, as in production
 * @returns {Promise<Databases>}
 * @throws {SetupError} naming the ways to provide them
 */
export async function provideDatabases({ durable = false } = {}) {
  const [mysqlGiven, redisGiven] = await Promise.all([
    given('TEST_DATABASE_URL', 3306, isMysql),
    given('TEST_REDIS_URL', 6379, isRedis),
  ])
  await requirePrograms(mysqlGiven !== undefined, redisGiven !== undefined)
  removeLeftovers()

  const began = Date.now()
  const folder = inVar('test-db', String(process.pid))
  mkdirSync(folder, { recursive: true })
  removeFolderAtEnd(folder)
  const [mysql, redis] = await Promise.all([
    mysqlGiven ?? startMariadb(path.join(folder, 'mariadb'), { durable }),
    redisGiven ?? startRedis(path.join(folder, 'redis')),
  ])
  say(`MariaDB 与 Redis 就绪 … ${secondsSince(began)} 秒`)
  return {
    mysqlUrl: mysql.url,
    redisUrl: redis.url,
    stop: async () => {
      await Promise.all([mysql.stop(), redis.stop()])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * @param {string} variable
 * @param {number} defaultPort
 * @param {(port: number, host: string) => Promise<boolean>} answers
 */
async function given(variable, defaultPort, answers) {
  const url = process.env[variable]
  if (!url) return undefined
  const { hostname, port } = new URL(url)
  if (await answers(Number(port || defaultPort), hostname.replace(/^\[|\]$/g, '')))
    return { url, stop: async () => undefined }
  say(`${variable} 指定的服务器没有应答，改用自己启动的实例`)
  return undefined
}

/**
 * @param {boolean} hasMysql
 * @param {boolean} hasRedis
 */
async function requirePrograms(hasMysql, hasRedis) {
  const missing = () => [
    ...(hasMysql || findMariadb() ? [] : ['mariadb-server']),
    ...(hasRedis || findRedis() ? [] : ['redis-server']),
  ]
  if (missing().length > 0 && canInstallPackages()) await installPackages(missing())
  if (missing().length > 0) throw new SetupError(explain(missing()))
}

/** @param {string[]} missing */
const explain = (missing) => `缺少 ${missing.join('、')}，无法运行需要数据库的测试。请任选其一：
  1. 用环境变量指定可连接的服务器：
     TEST_DATABASE_URL=mysql://user:password@host:3306/database  TEST_REDIS_URL=redis://host:6379
  2. 安装 MariaDB 10.11 以上（mariadbd、mariadb-install-db）和 Redis（redis-server），测试会在 var/ 下启动私有实例
  3. 在 Debian 或 Ubuntu 上以 root 运行，会自动用 apt-get 安装
Missing: ${missing.join(', ')}. Choose one:
  1. name running servers in TEST_DATABASE_URL and TEST_REDIS_URL
  2. install MariaDB 10.11+ (mariadbd, mariadb-install-db) and Redis (redis-server); private instances are started under var/
  3. run as root on Debian or Ubuntu, where they are installed with apt-get`

/** Removes the files of runs whose process is gone. */
function removeLeftovers() {
  const base = inVar('test-db')
  mkdirSync(base, { recursive: true })
  for (const name of readdirSync(base)) {
    if (!isAlive(Number(name))) rmSync(path.join(base, name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return killGroup(pid, 0)
  }
}
