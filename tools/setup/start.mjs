// @ts-check
import { buildWhatChanged, served } from './build.mjs'
import { atEnd, command } from './command.mjs'
import { loadEnvironment } from './environment.mjs'
import { install } from './install.mjs'
import { inVar, shown } from './paths.mjs'
import { isFree, nextFreePort } from './ports.mjs'
import { say, SetupError, table } from './say.mjs'
import { startStack } from './stack.mjs'

/** `npm start`: from a fresh clone to a running demo dealer. */
await command(async () => {
  say('Pitlane 修程')
  await install()
  await buildWhatChanged(served)

  const env = loadEnvironment()
  env['DATABASE_URL'] ||= 'sqlite:var/pitlane.db'
  const port = await choosePort(env['PORT'])
  const simPort = await nextFreePort(Number(env['WECHAT_SIM_PORT'] || port + 1), [port])

  say('启动中 …')
  const stack = await startStack({ env, port, simPort, logs: inVar('logs'), loginsFile: inVar('demo-logins.json') })
  atEnd(async () => {
    say('\n正在停止 …')
    await stack.stop()
  })
  say(addresses(stack))

  const name = await stack.died
  throw new SetupError(`${name}已停止。日志在 ${shown(inVar('logs'))}`)
})

/**
 * @param {string | undefined} wanted an explicit port is never replaced by another one
 * @throws {SetupError} when that port is taken
 */
async function choosePort(wanted) {
  if (wanted) {
    if (await isFree(Number(wanted))) return Number(wanted)
    throw new SetupError(`端口 ${wanted} 已被占用，请停止占用它的程序或改用别的 PORT`)
  }
  const port = await nextFreePort(8080)
  if (port !== 8080) say(`端口 8080 已被占用，改用 ${port}`)
  return port
}

/** @param {import('./stack.mjs').Stack} stack */
function addresses({ url, simUrl, demo }) {
  const rule = '─'.repeat(56)
  const places = table([
    ['车主端', `${url}/`],
    ['门店控制台', `${url}/console/`],
    ['接口文档', `${url}/docs`],
    ['微信模拟器', simUrl ? `${simUrl}/` : '未启动（已配置微信账号）'],
  ])
  const staff = table(demo.logins.map(({ title, username, password }) => [title, `${username}  /  ${password}`]))
  const owners = table(demo.owners.map(({ phone, note }) => [phone, note]))
  const anyone = '  其他任意手机号也能登录，短信验证码显示在本窗口'
  const people = demo.logins.length > 0 ? ['  门店控制台的示例账号', staff, '', '  示例车主', owners, anyone, rule] : []
  return [rule, places, rule, ...people, `  按 Ctrl-C 停止，日志在 ${shown(inVar('logs'))}`].join('\n')
}
