import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { namesIn, type SmsMessage, type SmsPort, type SmsReport, smsTexts, VendorError } from '../../platform/ports'
import { refusal, unavailable } from './errors'
import { canonicalQuery, signedHeaders } from './signature'

/** How to reach the SMS service (dysmsapi) of one account. */
export interface AliyunSmsOptions {
  /** `https://dysmsapi.aliyuncs.com`, or whatever speaks the same protocol. */
  readonly baseUrl: string
  readonly accessId: string
  readonly secret: string
  /** 短信签名, as approved. */
  readonly signName: string
  /** Our templates by the vendor's codes (`SMS_154950909`). */
  readonly templates: Readonly<Record<string, string>>
  /** From connecting to the last byte, in ms. */
  readonly timeoutMs: number
  readonly now: () => Date
}

const Answer = z.object({ Code: z.string(), Message: z.string().default(''), BizId: z.string().optional() })

const Reports = z.array(z.object({ success: z.boolean(), err_code: z.string(), biz_id: z.string().min(1) }))

/** What a template says is approved, so only the values of its own names are sent. */
function paramsOf(message: SmsMessage, options: AliyunSmsOptions): Record<string, string> {
  const code = message.own?.vendorTemplate ?? options.templates[message.template]
  if (!code) throw new VendorError('sms-aliyun', 'bad_request', false)
  const names = namesIn(message.own?.text ?? smsTexts[message.template])
  return {
    PhoneNumbers: message.phone,
    SignName: options.signName,
    TemplateCode: code,
    TemplateParam: JSON.stringify(Object.fromEntries(names.map((name) => [name, message.variables[name] ?? '']))),
  }
}

async function readAnswer(response: Response): Promise<z.infer<typeof Answer>> {
  const parsed = Answer.safeParse(await response.json())
  if (!parsed.success) throw unavailable()
  return parsed.data
}

/** `POST /?Action=SendSms`. Sent once: after a time-out a repeat might be a second message. */
async function send(message: SmsMessage, options: AliyunSmsOptions): Promise<{ receiptId: string | null }> {
  const base = new URL(options.baseUrl)
  const query = paramsOf(message, options)
  const at = options.now()
  const call = { host: base.host, action: 'SendSms', version: '2017-05-25', query, at, nonce: randomUUID() }
  const headers = signedHeaders(call, { id: options.accessId, secret: options.secret })
  const signal = AbortSignal.timeout(options.timeoutMs)
  let answer: z.infer<typeof Answer>
  try {
    const url = `${base.origin}/?${canonicalQuery(query)}`
    answer = await readAnswer(await fetch(url, { method: 'POST', headers, signal, redirect: 'manual' }))
  } catch {
    // The caught error is dropped: its text or cause may quote the URL, and with it the number.
    throw unavailable()
  }
  if (answer.Code !== 'OK') throw refusal(answer.Code, answer.Message)
  return { receiptId: answer.BizId ?? null }
}

/** The SMS service of Aliyun (阿里云短信服务) behind the port. It keeps no state. */
export const createAliyunSms = (options: AliyunSmsOptions): SmsPort => ({
  send: async (message) => send(message, options),
  readReports(body): SmsReport[] {
    const reports = Reports.safeParse(body)
    if (!reports.success) throw new VendorError('sms-aliyun', 'bad_request', false)
    return reports.data.map(({ success, err_code, biz_id }) => ({
      ...{ receiptId: biz_id, isDelivered: success, code: err_code },
    }))
  },
})
