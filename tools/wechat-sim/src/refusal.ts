import { randomBytes } from 'node:crypto'

/** WeChat's own words, as it sends them in `errmsg`. */
const words: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit mustslower retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  1400001: 'phone number quota exhausted',
}

/** WeChat's JSON; `errcode` is absent or 0 when it did what it was asked. */
export interface WechatReply {
  errcode?: number
  errmsg?: string
  [field: string]: unknown
}

/** A refusal in WeChat's manner: HTTP 200 with a number other than 0. */
export class Refusal extends Error {
  constructor(
    readonly errcode: number,
    readonly detail = '',
  ) {
    super(`${errcode}`)
  }

  /** The JSON that WeChat would send, with the `rid` by which its support finds the call. */
  body(): WechatReply {
    const rid = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-')
    const text = [words[this.errcode] ?? 'error', this.detail].filter(Boolean).join(' ')
    return { errcode: this.errcode, errmsg: `${text} rid: ${rid}` }
  }
}
