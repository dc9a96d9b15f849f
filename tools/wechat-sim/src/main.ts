import { readFileSync } from 'node:fs'
import { createWechatSim, templates, type PayOptions } from './index'

function setting(name: string): string {
  const value = process.env[name]
  if (value) return value
  process.stderr.write(`微信模拟器没有启动：缺少环境变量 ${name}\n`)
  process.exit(1)
}

interface AppJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

/** The pages of a built mini-program, read at every send because a build may replace the file. */
function pagesOf(appJson: string): string[] {
  // Taro writes this file, and its shape is WeChat's.
  const app = JSON.parse(readFileSync(appJson, 'utf8')) as AppJson
  const packages = app.subPackages ?? app.subpackages ?? []
  return [...(app.pages ?? []), ...packages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
}

/** A minute between two refunds would be long in a demonstration: as much faster as the notices. */
const REFUND_GAP_MS = 4000

/** The merchant account, where one is given. Keys are files, as the server's are. */
function payAccount(): PayOptions | undefined {
  const mchid = process.env.WECHAT_PAY_MCHID
  if (!mchid) return undefined
  const pem = (name: string) => readFileSync(setting(name), 'utf8')
  return {
    mchid,
    serial: setting('WECHAT_PAY_SERIAL'),
    apiV3Key: setting('WECHAT_PAY_APIV3_KEY'),
    merchantPublicKey: pem('WECHAT_SIM_PAY_MERCHANT_KEY'),
    publicKey: { id: setting('WECHAT_PAY_PUBLIC_KEY_ID'), privateKey: pem('WECHAT_SIM_PAY_PLATFORM_KEY') },
    refundGapMs: REFUND_GAP_MS,
  }
}

async function main(): Promise<void> {
  const appJson = process.env.WECHAT_SIM_APP_JSON
  const sim = createWechatSim({
    appid: setting('WECHAT_APPID'),
    secret: setting('WECHAT_SECRET'),
    templates,
    pay: payAccount(),
    ...(appJson && { pages: () => pagesOf(appJson) }),
  })
  const { url, close } = await sim.listen(Number(setting('WECHAT_SIM_PORT')))
  process.stdout.write(`微信模拟器 ${url}\n`)
  const stop = () => void close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`微信模拟器没有启动：${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
