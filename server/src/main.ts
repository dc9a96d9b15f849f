import { readFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '@pitlane/kernel'
import { createFilesDisk } from './adapters/files-disk'
import { createFilesS3 } from './adapters/files-s3'
import { createAliyunSms } from './adapters/sms-aliyun'
import { createSmsLog } from './adapters/sms-log'
import { createTencentSms } from './adapters/sms-tencent'
import { createWechat } from './adapters/wechat'
import { createWechatPay } from './adapters/wechat-pay'
import type { Ports } from './platform/app'
import { readConfig, type Config } from './platform/config'
import { dialectOf } from './platform/connection'
import { createLog, describeFault, type Logger } from './platform/log'
import { measureProcess } from './platform/metrics'
import { migrate } from './platform/migrate'
import type { FilesPort, SharedCache, SmsPort } from './platform/ports'
import { seedDemo } from './seed/seed-demo'
import { openWorld, type World } from './world'

const SQL_DIR = path.resolve('sql')

/** A bucket where one is named, else a folder. */
function filesOf(config: Config): FilesPort {
  const { FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: bucket } = config
  const { FILES_S3_ACCESS_KEY: accessKey, FILES_S3_SECRET: secret } = config
  if (!endpoint || !bucket || !accessKey || !secret)
    return createFilesDisk({ dir: path.resolve(config.PITLANE_FILES_DIR) })
  const { FILES_S3_REGION: region, FILES_S3_STYLE: style } = config
  return createFilesS3({ endpoint, bucket, region, accessKey, secret, style, timeoutMs: 10_000 })
}

/** The vendor that is named; the configuration has seen to it that its account is there. */
function smsOf(config: Config, log: Logger): SmsPort {
  const { SMS_ADAPTER: vendor, SMS_ACCESS_ID: accessId = '', SMS_ACCESS_SECRET: secret = '' } = config
  if (vendor === 'log') return createSmsLog({ write: (line) => log.warn(line) })
  const { SMS_SIGN_NAME: signName = '', SMS_TEMPLATES: templates = {}, SMS_BASE_URL: url } = config
  const account = { accessId, secret, signName, templates, timeoutMs: 5000, now: () => systemClock.now() }
  if (vendor === 'aliyun') return createAliyunSms({ ...account, baseUrl: url ?? 'https://dysmsapi.aliyuncs.com' })
  const { SMS_SDK_APP_ID: appId = '', SMS_REGION: region } = config
  return createTencentSms({ ...account, appId, region, baseUrl: url ?? 'https://sms.tencentcloudapi.com' })
}

const pem = (file: string): string => readFileSync(path.resolve(file), 'utf8')

/** Nothing where no merchant account is named: nobody pays by WeChat. */
function payOf(config: Config): Pick<Ports, 'pay'> {
  const { WECHAT_PAY_MCHID: mchid, WECHAT_PAY_SERIAL: serial, WECHAT_PAY_APIV3_KEY: apiV3Key } = config
  const { WECHAT_PAY_PRIVATE_KEY: keyFile, WECHAT_PAY_NOTIFY_URL: notifyUrl } = config
  if (!mchid || !serial || !apiV3Key || !keyFile || !notifyUrl) return {}
  const { WECHAT_PAY_PUBLIC_KEY_ID: id, WECHAT_PAY_PUBLIC_KEY: publicFile } = config
  const account = {
    baseUrl: config.WECHAT_PAY_BASE_URL,
    appid: config.WECHAT_APPID,
    mchid,
    serial,
    apiV3Key,
    notifyUrl,
  }
  const publicKey = id && publicFile ? { publicKey: { id, pem: pem(publicFile) } } : {}
  return { pay: createWechatPay({ ...account, privateKey: pem(keyFile), ...publicKey, clock: systemClock }) }
}

/** Each port with its adapter: the one place where vendors are chosen. */
function portsOf({ config, cache, log }: { config: Config; cache: SharedCache; log: Logger }): Ports {
  return {
    wechat: createWechat({
      baseUrl: config.WECHAT_BASE_URL,
      appid: config.WECHAT_APPID,
      secret: config.WECHAT_SECRET,
      cache,
      timeoutMs: 3000,
    }),
    sms: smsOf(config, log),
    files: filesOf(config),
    ...payOf(config),
  }
}

const rolesOf = (argv: readonly string[]): Set<string> => {
  const text = argv.find((arg) => arg.startsWith('--roles='))?.slice('--roles='.length) ?? 'web,worker'
  return new Set(text.split(','))
}

async function serve(world: World, config: Config, log: Logger, roles: Set<string>): Promise<void> {
  measureProcess(world.app.metrics)
  if (roles.has('worker')) world.startWorker()
  if (roles.has('web')) {
    const port = await world.listen(config.PORT, config.HOST)
    log.info({ port, roles: [...roles] }, 'serving')
  }
  let isClosing = false
  const stop = (signal: string) => {
    if (isClosing) return
    isClosing = true
    log.info({ signal }, 'stopping')
    world.close().then(
      () => process.exit(0),
      (e: unknown) => {
        log.error({ fault: describeFault(e) }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', () => stop('the starter is gone'))
}

/** `migrate` brings the database up to date, `seed-demo` fills an empty one, anything else serves. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL)
  const command = process.argv[2] ?? ''
  const world = await openWorld({ config, log, ports: portsOf })
  if (command === 'migrate') {
    const count = await migrate(world.source, dialectOf(config.DATABASE_URL), SQL_DIR, systemClock.now())
    log.info({ statements: count }, 'migrated')
    return world.close()
  }
  if (command === 'seed-demo') {
    const logins = await seedDemo(world.app, systemClock.now())
    // One line by itself, which begins with `{"logins"`: whoever started this tells it from the log by that.
    process.stdout.write(`${JSON.stringify(logins)}\n`)
    return world.close()
  }
  await serve(world, config, log, rolesOf(process.argv))
}

main().catch((e: unknown) => {
  const { message } = describeFault(e)
  process.stderr.write(`${message}\n`)
  process.exit(1)
})
