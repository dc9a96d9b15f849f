import type { PayOptions } from './pay/options'
import type { Template } from './template-fields'

export interface WechatSimOptions {
  appid: string
  secret: string
  templates: readonly Template[]
  /** The pages of the "released" mini-program, as app.json names them. Without it every well-formed page exists. */
  pages?: () => readonly string[]
  /** True when the mini-program is bound to an open-platform account: log-ins then also answer a `unionid`. */
  openPlatform?: boolean
  /** The merchant account bound to the mini-program. Without it there is no WeChat Pay. */
  pay?: PayOptions
  clock?: { now(): Date }
}

/** What the parts of the simulator share. Times are milliseconds since 1970. */
export interface Account {
  readonly appid: string
  readonly secret: string
  now(): number
}
