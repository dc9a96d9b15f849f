import * as z from 'zod'

const key32 = (name: string) =>
  z.string().refine((text) => Buffer.from(text, 'base64').length === 32, `${name} must be 32 bytes in base64`)

/** `k2:<base64>,k1:<base64>`: the first key writes, all of them read. Rotation = put a new key in front. */
const KeyRing = z.string().transform((text, ctx) => {
  const keys = text.split(',').map((part) => {
    const [id = '', secret = ''] = part.trim().split(':')
    return { id, secret: Buffer.from(secret, 'base64') }
  })
  const isGood = keys.every((k) => /^[a-z0-9]{1,8}$/.test(k.id) && k.secret.length === 32)
  if (!isGood || new Set(keys.map((k) => k.id)).size !== keys.length) {
    ctx.addIssue({ code: 'custom', message: 'PITLANE_DATA_KEYS is a list of id:base64 keys of 32 bytes, ids unique' })
    return z.NEVER
  }
  return keys
})

/**
 * A template of the WeChat account: its id, and where its fields are not those of the public library, which of our values
 * goes into which field: `Zx3_9a` or `Zx3_9a?store=thing1&time=time2`.
 */
const SubscribeTemplate = z
  .string()
  .regex(/^[\w-]+(\?\w+=[a-z_]+\d+(&\w+=[a-z_]+\d+)*)?$/, 'is a template id, or id?value=field&value=field')
  .transform((text) => {
    const [id = '', fields = ''] = text.split('?')
    return { id, fields: fields ? Object.fromEntries(new URLSearchParams(fields)) : undefined }
  })
  .optional()

/** `login_code=SMS_1;booking_moved=SMS_2`: the vendor's name of each of our templates. */
const SmsTemplates = z
  .string()
  .regex(/^[a-z_]+=\w+(;[a-z_]+=\w+)*$/, 'SMS_TEMPLATES is a list of name=template, parted by ;')
  .transform((text) => Object.fromEntries(new URLSearchParams(text.replaceAll(';', '&'))))

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const isAllOrNone = (...values: unknown[]): boolean => new Set(values.map((value) => value === undefined)).size === 1

const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65535).default(8080),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite:|mysql:\/\/|mariadb:\/\/)/, 'DATABASE_URL starts with sqlite:, mysql:// or mariadb://')
      .default('sqlite:var/pitlane.db'),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'REDIS_URL starts with redis:// or rediss://')
      .optional(),
    PITLANE_TOKEN_SECRET: z.string().min(32, 'PITLANE_TOKEN_SECRET needs at least 32 characters'),
    PITLANE_DATA_KEYS: KeyRing,
    PITLANE_INDEX_KEY: key32('PITLANE_INDEX_KEY').transform((text) => Buffer.from(text, 'base64')),
    PITLANE_METRICS_TOKEN: z.string().min(16).optional(),
    PITLANE_TRUST_PROXY: flag.default(false),
    PITLANE_WEB_DIR: z.string().default('miniprogram/dist/h5'),
    PITLANE_CONSOLE_DIR: z.string().default('console/dist'),
    PITLANE_FILES_DIR: z.string().default('var/files'),
    FILES_S3_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'FILES_S3_ENDPOINT is an http or https address' })
      .optional(),
    FILES_S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'FILES_S3_BUCKET is the name of a bucket')
      .optional(),
    FILES_S3_REGION: z.string().default('us-east-1'),
    FILES_S3_ACCESS_KEY: z.string().optional(),
    FILES_S3_SECRET: z.string().optional(),
    FILES_S3_STYLE: z.enum(['path', 'host']).default('path'),
    WECHAT_BASE_URL: z.url().default('https://api.weixin.qq.com'),
    WECHAT_APPID: z.string().regex(/^wx[0-9a-f]{16}$/, 'WECHAT_APPID looks like wx0123456789abcdef'),
    WECHAT_SECRET: z.string().min(16),
    WECHAT_TEMPLATE_BOOKING_CONFIRMED: SubscribeTemplate,
    WECHAT_TEMPLATE_BOOKING_REMINDER: SubscribeTemplate,
    WECHAT_TEMPLATE_BOOKING_CHANGED: SubscribeTemplate,
    WECHAT_TEMPLATE_WAITLIST_OFFER: SubscribeTemplate,
    WECHAT_TEMPLATE_QUOTE_ASKED: SubscribeTemplate,
    WECHAT_TEMPLATE_SERVICE_PROGRESS: SubscribeTemplate,
    WECHAT_TEMPLATE_CAR_READY: SubscribeTemplate,
    WECHAT_PAY_BASE_URL: z.url().default('https://api.mch.weixin.qq.com'),
    WECHAT_PAY_MCHID: z
      .string()
      .regex(/^\d{8,32}$/, 'WECHAT_PAY_MCHID is a merchant number')
      .optional(),
    WECHAT_PAY_SERIAL: z
      .string()
      .regex(/^[0-9A-F]{20,64}$/i, 'WECHAT_PAY_SERIAL is the serial number of the merchant certificate')
      .optional(),
    WECHAT_PAY_APIV3_KEY: z.string().length(32, 'WECHAT_PAY_APIV3_KEY has 32 characters').optional(),
    WECHAT_PAY_PRIVATE_KEY: z.string().optional(),
    WECHAT_PAY_PUBLIC_KEY_ID: z
      .string()
      .regex(/^PUB_KEY_ID_\w+$/, 'WECHAT_PAY_PUBLIC_KEY_ID begins with PUB_KEY_ID_')
      .optional(),
    WECHAT_PAY_PUBLIC_KEY: z.string().optional(),
    WECHAT_PAY_NOTIFY_URL: z.url().optional(),
    WECHAT_TEMPLATE_COUPON_ENDING: SubscribeTemplate,
    SMS_ADAPTER: z.enum(['log', 'aliyun', 'tencent']).default('log'),
    SMS_BASE_URL: z.url({ protocol: /^https?$/, error: 'SMS_BASE_URL is an http or https address' }).optional(),
    SMS_ACCESS_ID: z.string().optional(),
    SMS_ACCESS_SECRET: z.string().optional(),
    SMS_SIGN_NAME: z.string().optional(),
    SMS_TEMPLATES: SmsTemplates.optional(),
    SMS_SDK_APP_ID: z.string().regex(/^\d+$/, 'SMS_SDK_APP_ID is a number').optional(),
    SMS_REGION: z.string().default('ap-guangzhou'),
    SMS_REPORT_KEY: z.string().min(24, 'SMS_REPORT_KEY needs at least 24 characters').optional(),
  })
  .refine((env) => !(env.NODE_ENV === 'production' && env.DATABASE_URL.startsWith('sqlite:') && env.REDIS_URL), {
    message: 'SQLite serves one process; several processes (REDIS_URL) need MySQL or MariaDB',
    path: ['DATABASE_URL'],
  })
  .refine((env) => !(env.NODE_ENV === 'production' && env.SMS_ADAPTER === 'log'), {
    message: 'SMS_ADAPTER=log writes log-in codes to the log: not in production',
    path: ['SMS_ADAPTER'],
  })
  .refine(
    (env) =>
      env.SMS_ADAPTER === 'log' ||
      Boolean(env.SMS_ACCESS_ID && env.SMS_ACCESS_SECRET && env.SMS_SIGN_NAME && env.SMS_TEMPLATES?.['login_code']),
    {
      message: 'SMS needs SMS_ACCESS_ID, SMS_ACCESS_SECRET, SMS_SIGN_NAME and SMS_TEMPLATES with at least login_code',
      path: ['SMS_ADAPTER'],
    },
  )
  .refine((env) => env.SMS_ADAPTER !== 'tencent' || Boolean(env.SMS_SDK_APP_ID), {
    message: 'SMS_ADAPTER=tencent needs SMS_SDK_APP_ID',
    path: ['SMS_SDK_APP_ID'],
  })
  .refine(
    (env) => isAllOrNone(env.FILES_S3_ENDPOINT, env.FILES_S3_BUCKET, env.FILES_S3_ACCESS_KEY, env.FILES_S3_SECRET),
    {
      message: 'FILES_S3_ENDPOINT, FILES_S3_BUCKET, FILES_S3_ACCESS_KEY and FILES_S3_SECRET go together',
      path: ['FILES_S3_ENDPOINT'],
    },
  )
  .refine(
    (env) =>
      isAllOrNone(
        ...[env.WECHAT_PAY_MCHID, env.WECHAT_PAY_SERIAL, env.WECHAT_PAY_APIV3_KEY],
        ...[env.WECHAT_PAY_PRIVATE_KEY, env.WECHAT_PAY_NOTIFY_URL],
      ),
    {
      message:
        'WECHAT_PAY_MCHID, WECHAT_PAY_SERIAL, WECHAT_PAY_APIV3_KEY, WECHAT_PAY_PRIVATE_KEY and WECHAT_PAY_NOTIFY_URL go together',
      path: ['WECHAT_PAY_MCHID'],
    },
  )
  .refine((env) => isAllOrNone(env.WECHAT_PAY_PUBLIC_KEY_ID, env.WECHAT_PAY_PUBLIC_KEY), {
    message: 'WECHAT_PAY_PUBLIC_KEY_ID and WECHAT_PAY_PUBLIC_KEY go together',
    path: ['WECHAT_PAY_PUBLIC_KEY_ID'],
  })

export type Config = Readonly<z.infer<typeof Env>>

/**
 * Reads the configuration from the environment. Throws one readable error that names every variable that is missing or
 * wrong, and never the value, so that a secret cannot end up in a log.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = Env.safeParse(present)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The configuration is not usable:\n${lines.join('\n')}\nSee .env.example.`)
}
