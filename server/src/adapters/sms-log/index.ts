import { maskPhone } from '@pitlane/contract'
import { type SmsPort, type SmsTemplate, VendorError } from '../../platform/ports'

/** What each template says; a vendor holds texts like these and fills in the same values. */
const texts: Readonly<Record<SmsTemplate, string>> = {
  login_code: '登录验证码 {code}',
  booking_confirmed: '您预约的{time}到店服务已确认，门店：{store}，改约请打开小程序。',
  booking_reminder: '提醒您：您预约了{time}到店，门店：{store}，如不能到店请提前取消或致电{phone}。',
  booking_rejected: '很抱歉，您预约的{time}未能安排，原因：{reason}。您可以打开小程序另选时间。',
  booking_cancelled: '您预约的{time}已由门店取消，原因：{reason}。如有疑问请致电{phone}。',
  booking_delayed:
    '非常抱歉，您预约的{time}将推迟约{minutes}分钟，预计{next}开始。可晚到或改约，不影响信用，咨询{phone}。',
  booking_on_time: '您预约的{time}可以按原时间开始，请按原时间到店，门店：{store}。',
  waitlist_offer: '您候补的时间有空位了：{time}，{store}，为您保留{minutes}分钟，请到“我的预约”接受。',
  booking_moved: '您的预约已改到{time}，门店：{store}，如不方便请致电{phone}。',
}

/** The text with its values, or nothing when a value is missing. */
function textOf(template: SmsTemplate, variables: Readonly<Record<string, string>>): string | undefined {
  const names = [...texts[template].matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  if (names.some((name) => !variables[name])) return undefined
  return texts[template].replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? '')
}

/**
 * SMS for development, where there is no vendor: writes one line per message, with the code in clear and the number masked.
 * A repeat writes another line. Whoever reads the output can log in as anyone, so the configuration refuses this adapter
 * when `NODE_ENV=production`; the adapter itself does not look at the environment.
 *
 * Throws {@link VendorError} `bad_request` for a message with a value missing, as a vendor would.
 */
export const createSmsLog = (out: { write(line: string): void }): SmsPort => ({
  send({ phone, template, variables }) {
    const text = textOf(template, variables)
    if (text === undefined) return Promise.reject(new VendorError('sms-log', 'bad_request', false))
    out.write(`[短信] ${maskPhone(phone)} ${text}`)
    return Promise.resolve()
  },
})
