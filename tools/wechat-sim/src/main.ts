import { readFileSync } from 'node:fs'
import { createWechatSim, templates } from './index'

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

async function main(): Promise<void> {
  const appJson = process.env.WECHAT_SIM_APP_JSON
  const sim = createWechatSim({
    appid: setting('WECHAT_APPID'),
    secret: setting('WECHAT_SECRET'),
    templates,
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
