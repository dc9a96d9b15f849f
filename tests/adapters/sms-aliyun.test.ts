import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createAliyunSms, type AliyunSmsOptions } from '../../server/src/adapters/sms-aliyun'
import { canonicalQuery, signedHeaders } from '../../server/src/adapters/sms-aliyun/signature'
import { aliyunSignature, givenVendor, signatureIn, type SmsWorld } from './sms-world'
import { errorOf } from './wechat-world'

const SECRET = 'secret-of-the-account'
const accepted = JSON.stringify({
  ...{ Message: 'OK', RequestId: 'F655A8D5-B967-440B-8683-DAD6FF8DE990', Code: 'OK', BizId: '900619746936498440^0' },
})
const refusing = (Code: string, Message = '') => ({ status: 200, body: JSON.stringify({ Code, Message }) })

let vendor: SmsWorld
beforeEach(async () => {
  // As the vendor does: a signature that is not its own of what arrived is refused.
  vendor = await givenVendor((seen) =>
    signatureIn(seen) === aliyunSignature(seen, SECRET)
      ? { status: 200, body: accepted }
      : { status: 400, body: JSON.stringify({ Code: 'SignatureDoesNotMatch', Message: 'no' }) },
  )
})
afterEach(() => vendor.close())

const smsOf = (over: Partial<AliyunSmsOptions> = {}) =>
  createAliyunSms({
    ...{
      baseUrl: vendor.url,
      accessId: 'LTAI-tests',
      secret: SECRET,
      signName: '修程（测试）',
      timeoutMs: 2000,
      now: () => new Date('2026-07-01T01:00:00Z'),
    },
    ...{ templates: { login_code: 'SMS_154950909', booking_moved: 'SMS_2' }, ...over },
  })
const code = { phone: '13800138000', template: 'login_code', variables: { code: '428195', minutes: '5' } } as const

describe('the signature of Aliyun', () => {
  it('is the one of the published example', () => {
    const query = { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' }
    const call = {
      ...{ host: 'ecs.cn-shanghai.aliyuncs.com', action: 'RunInstances', version: '2014-05-26', query },
      ...{ at: new Date('2023-10-26T10:22:32Z'), nonce: '3156853299f313e23d1673dc12e1703d' },
    }
    const headers = signedHeaders(call, { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' })
    expect(headers.authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
        'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
        'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })

  it('spells parameters as RFC 3986 does', () => {
    expect(canonicalQuery({ b: "a b*c!'()~", a: '修' })).toBe('a=%E4%BF%AE&b=a%20b%2Ac%21%27%28%29~')
  })
})

describe('sending by Aliyun', () => {
  it('fills in the approved template and keeps the receipt', async () => {
    expect(await smsOf().send(code)).toEqual({ receiptId: '900619746936498440^0' })
    expect(vendor.seen).toHaveLength(1)
    const [seen] = vendor.seen
    expect(Object.fromEntries(seen?.url.searchParams ?? [])).toEqual({
      ...{ PhoneNumbers: '13800138000', SignName: '修程（测试）', TemplateCode: 'SMS_154950909' },
      TemplateParam: '{"code":"428195"}',
    })
    expect(seen?.headers).toMatchObject({ 'x-acs-action': 'SendSms', 'x-acs-version': '2017-05-25' })
  })

  it('takes a wording of its own with its own template', async () => {
    const own = { vendorTemplate: 'SMS_9', text: '到店：{store}，{time}' }
    const variables = { time: '周二', store: '浦东店', phone: '021' }
    await smsOf().send({ phone: '13800138000', template: 'booking_moved', variables, own })
    expect(vendor.seen[0]?.url.searchParams.get('TemplateCode')).toBe('SMS_9')
    expect(vendor.seen[0]?.url.searchParams.get('TemplateParam')).toBe('{"store":"浦东店","time":"周二"}')
  })

  it('is refused with the wrong secret, and says nothing of the number', async () => {
    const error = await errorOf(smsOf({ secret: 'another' }).send(code))
    expect(error).toMatchObject({ reason: 'bad_request', retryable: false, vendorCode: 'SignatureDoesNotMatch' })
    expect(`${error.message}${error.stack}`).not.toContain('13800138000')
  })

  it('never asks for a template that the account has not', async () => {
    const error = await errorOf(smsOf({ templates: {} }).send(code))
    expect(error).toMatchObject({ reason: 'bad_request' })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    ['isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1', 'rate_limited', true],
    ['isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控Permits:5', 'quota', false],
    ['isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10', 'quota', false],
    ['isv.AMOUNT_NOT_ENOUGH', '', 'quota', false],
    ['isv.MOBILE_NUMBER_ILLEGAL', '13800138000', 'bad_request', false],
    ['Throttling.User', '', 'rate_limited', true],
    ['isp.SYSTEM_ERROR', '', 'unavailable', true],
  ] as const)('reads %s %s as %s', async (vendorCode, message, reason, retryable) => {
    vendor.reply = () => refusing(vendorCode, message)
    const error = await errorOf(smsOf().send(code))
    expect(error).toMatchObject({ vendor: 'sms-aliyun', reason, retryable, vendorCode })
    expect(error.message).not.toContain('13800138000')
  })

  it.each([
    ['silence', () => 'silence' as const],
    ['a page instead of JSON', () => ({ status: 502, body: '<html>' })],
    ['JSON without a code', () => ({ status: 200, body: '{}' })],
  ])('asks once and calls %s unavailable', async (_, reply) => {
    vendor.reply = reply
    expect(await errorOf(smsOf({ timeoutMs: 200 }).send(code))).toMatchObject({
      reason: 'unavailable',
      retryable: true,
    })
    expect(vendor.seen).toHaveLength(1)
  })
})

describe('reports of Aliyun', () => {
  it('tell what became of each message', () => {
    const report = {
      ...{ phone_number: '13800138000', send_time: '2017-01-01 00:00:00', report_time: '2017-01-01 00:00:00' },
      ...{ success: true, err_code: 'DELIVERED', err_msg: '用户接收成功', sms_size: '1', biz_id: '12345', out_id: '' },
    }
    const failed = { ...report, success: false, err_code: 'MK:100D', biz_id: '67890' }
    expect(smsOf().readReports([report, failed])).toEqual([
      { receiptId: '12345', isDelivered: true, code: 'DELIVERED' },
      { receiptId: '67890', isDelivered: false, code: 'MK:100D' },
    ])
  })

  it.each([[{}], [[{ sid: '1', report_status: 'SUCCESS', errmsg: '' }]], ['text']])('refuses %j', (body) => {
    expect(() => smsOf().readReports(body)).toThrow('bad_request')
  })
})
