import * as z from 'zod'
import { namesIn, type SmsMessage, type SmsPort, type SmsReport, smsTexts, VendorError } from '../../platform/ports'
import { refusal, unavailable } from './errors'
import { signedHeaders } from './signature'

/** How to reach the SMS service of one account. */
export interface TencentSmsOptions {
  /** `https://sms.tencentcloudapi.com`, or whatever speaks the same protocol. */
  readonly baseUrl: string
  readonly accessId: string
  readonly secret: string
  readonly region: string
  /** SmsSdkAppId of the SMS application. */
  readonly appId: string
  /** 短信签名, as approved. */
  readonly signName: string
  /** Our templates by the vendor's numbers. */
  readonly templates: Readonly<Record<string, string>>
  /** From connecting to the last byte, in ms. */
  readonly timeoutMs: number
  readonly now: () => Date
}

const Answer = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string() }).optional(),
    SendStatusSet: z.array(z.object({ Code: z.string(), SerialNo: z.string() })).default([]),
  }),
})

const Reports = z.array(
  z.object({ report_status: z.enum(['SUCCESS', 'FAIL']), errmsg: z.string(), sid: z.string().min(1) }),
)

/** Tencent's values have no names: they go in the order in which the text names them. */
function bodyOf(message: SmsMessage, options: TencentSmsOptions): string {
  const template = message.own?.vendorTemplate ?? options.templates[message.template]
  if (!template) throw new VendorError('sms-tencent', 'bad_request', false)
  const names = namesIn(message.own?.text ?? smsTexts[message.template])
  return JSON.stringify({
    PhoneNumberSet: [`+86${message.phone}`],
    SmsSdkAppId: options.appId,
    SignName: options.signName,
    TemplateId: template,
    TemplateParamSet: names.map((name) => message.variables[name] ?? ''),
  })
}

async function ask(body: string, options: TencentSmsOptions): Promise<z.infer<typeof Answer>['Response']> {
  const base = new URL(options.baseUrl)
  const at = options.now()
  const call = { service: 'sms', action: 'SendSms', version: '2021-01-11', region: options.region }
  const headers = signedHeaders(
    { ...call, host: base.host, body, at },
    { id: options.accessId, secret: options.secret },
  )
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    const response = await fetch(`${base.origin}/`, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return Answer.parse(await response.json()).Response
  } catch {
    // The caught error is dropped: its text or cause may quote what was sent.
    throw unavailable()
  }
}

/** `SendSms`. Sent once: after a time-out a repeat might be a second message. */
async function send(message: SmsMessage, options: TencentSmsOptions): Promise<{ receiptId: string | null }> {
  const { Error: fault, SendStatusSet } = await ask(bodyOf(message, options), options)
  if (fault) throw refusal(fault.Code)
  const [status] = SendStatusSet
  if (!status) throw unavailable()
  if (status.Code !== 'Ok') throw refusal(status.Code)
  return { receiptId: status.SerialNo || null }
}

/** The SMS service of Tencent Cloud (腾讯云短信) behind the port. It keeps no state. */
export const createTencentSms = (options: TencentSmsOptions): SmsPort => ({
  send: async (message) => send(message, options),
  readReports(body): SmsReport[] {
    const reports = Reports.safeParse(body)
    if (!reports.success) throw new VendorError('sms-tencent', 'bad_request', false)
    return reports.data.map(({ report_status, errmsg, sid }) => ({
      ...{ receiptId: sid, isDelivered: report_status === 'SUCCESS', code: errmsg },
    }))
  },
})
