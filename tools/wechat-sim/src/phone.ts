import { createOneTimeCodes } from './one-time-codes'
import type { Account } from './options'
import type { WechatReply } from './refusal'

/** `POST /wxa/business/getuserphonenumber`: the number behind a getPhoneNumber code. */
export interface PhoneNumbers {
  /** What the getPhoneNumber button would give. */
  issue(phone: string, countryCode: string): string
  exchange(body: Record<string, unknown>): WechatReply
}

export function createPhoneNumbers(account: Account): PhoneNumbers {
  const codes = createOneTimeCodes<{ phone: string; countryCode: string }>(account)
  return {
    issue: (phone, countryCode) => codes.issue({ phone, countryCode }),
    exchange(body) {
      const { phone, countryCode } = codes.redeem(typeof body.code === 'string' ? body.code : undefined)
      return {
        errcode: 0,
        errmsg: 'ok',
        phone_info: {
          phoneNumber: countryCode === '86' ? phone : `+${countryCode}${phone}`,
          purePhoneNumber: phone,
          countryCode,
          watermark: { timestamp: Math.floor(account.now() / 1000), appid: account.appid },
        },
      }
    },
  }
}
