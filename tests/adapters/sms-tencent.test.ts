import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createTencentSms, type TencentSmsOptions } from '../../server/src/adapters/sms-tencent'
import { signedHeaders } from '../../server/src/adapters/sms-tencent/signature'
import type { SmsMessage } from '../../server/src/platform/ports'
import { givenVendor, signatureIn, type SmsWorld, tencentSignature } from './sms-world'
import { errorOf } from './wechat-world'

const SECRET = 'secret-of-the-account'
const answerOf = (Response: object) => ({ status: 200, body: JSON.stringify({ Response }) })
const status = (Code: string) =>
  answerOf({
    RequestId: 'a0aabda6-cf91-4f3e-a81f-9198114a2279',
    SendStatusSet: [
      {
        ...{ SerialNo: '5000:1045710669157053657849499619', PhoneNumber: '+8613800138000', Fee: 1 },
        ...{ SessionContext: '', Code, Message: 'send +8613800138000', IsoCode: 'CN' },
      },
    ],
  })

let vendor: SmsWorld
beforeEach(async () => {
  // As the vendor does: a signature that is not its own of what arrived is refused.
  vendor = await givenVendor((seen) =>
    signatureIn(seen) === tencentSignature(seen, 'sms', SECRET)
      ? status('Ok')
      : answerOf({ Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' }, RequestId: '1' }),
  )
})
afterEach(() => vendor.close())

const smsOf = (over: Partial<TencentSmsOptions> = {}) =>
  createTencentSms({
    ...{ baseUrl: vendor.url, accessId: 'AKID-tests', secret: SECRET, region: 'ap-guangzhou', appId: '1400006666' },
    ...{
      signName: '修程',
      templates: { login_code: '1110', booking_reminder: '1111' },
      timeoutMs: 2000,
      now: () => new Date('2026-07-01T01:00:00Z'),
      ...over,
    },
  })
const reminder: SmsMessage = {
  ...{ phone: '13800138000', template: 'booking_reminder' },
  variables: { phone: '021-55500001', store: '浦东店', time: '11月25日（周三）14:00' },
}

describe('the signature of Tencent Cloud', () => {
  it('is the one of the published example', () => {
    const call = {
      ...{ host: 'cvm.tencentcloudapi.com', service: 'cvm', action: 'DescribeInstances', version: '2017-03-12' },
      ...{ region: 'ap-guangzhou', at: new Date(1_551_113_065_000) },
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    }
    const key = { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
    expect(signedHeaders(call, key).authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host, ' +
        'Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    )
  })
})

describe('sending by Tencent Cloud', () => {
  it('fills in the approved template in the order of its text and keeps the receipt', async () => {
    expect(await smsOf().send(reminder)).toEqual({ receiptId: '5000:1045710669157053657849499619' })
    expect(vendor.seen).toHaveLength(1)
    expect(JSON.parse(vendor.seen[0]?.body ?? '')).toEqual({
      ...{ PhoneNumberSet: ['+8613800138000'], SmsSdkAppId: '1400006666', SignName: '修程', TemplateId: '1111' },
      TemplateParamSet: ['11月25日（周三）14:00', '浦东店', '021-55500001'],
    })
    expect(vendor.seen[0]?.headers).toMatchObject({ 'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11' })
  })

  it('takes a wording of its own with its own template and order', async () => {
    await smsOf().send({ ...reminder, own: { vendorTemplate: '9999', text: '{store}提醒：{time}' } })
    expect(JSON.parse(vendor.seen[0]?.body ?? '')).toMatchObject({
      ...{ TemplateId: '9999', TemplateParamSet: ['浦东店', '11月25日（周三）14:00'] },
    })
  })

  it('is refused with the wrong secret', async () => {
    const error = await errorOf(smsOf({ secret: 'another' }).send(reminder))
    expect(error).toMatchObject({ reason: 'bad_request', vendorCode: 'AuthFailure.SignatureFailure' })
  })

  it('never asks for a template that the account has not', async () => {
    expect(await errorOf(smsOf({ templates: {} }).send(reminder))).toMatchObject({ reason: 'bad_request' })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    ['LimitExceeded.PhoneNumberThirtySecondLimit', 'rate_limited', true],
    ['LimitExceeded.DeliveryFrequencyLimit', 'rate_limited', true],
    ['LimitExceeded.PhoneNumberDailyLimit', 'quota', false],
    ['FailedOperation.InsufficientBalanceInSmsPackage', 'quota', false],
    ['FailedOperation.PhoneNumberInBlacklist', 'user_blocked', false],
    ['FailedOperation.SignatureIncorrectOrUnapproved', 'bad_request', false],
    ['InternalError.RequestTimeException', 'unavailable', true],
  ] as const)('reads %s as %s', async (vendorCode, reason, retryable) => {
    vendor.reply = () => status(vendorCode)
    const error = await errorOf(smsOf().send(reminder))
    expect(error).toMatchObject({ vendor: 'sms-tencent', reason, retryable, vendorCode })
    expect(error.message).not.toContain('13800138000')
  })

  it('is told to wait when the account asks too often', async () => {
    vendor.reply = () => answerOf({ Error: { Code: 'RequestLimitExceeded', Message: '' }, RequestId: '1' })
    expect(await errorOf(smsOf().send(reminder))).toMatchObject({ reason: 'rate_limited', retryable: true })
  })

  it.each([
    ['silence', () => 'silence' as const],
    ['a page instead of JSON', () => ({ status: 502, body: '<html>' })],
    ['an answer about nobody', () => answerOf({ RequestId: '1' })],
  ])('asks once and calls %s unavailable', async (_, reply) => {
    vendor.reply = reply
    const error = await errorOf(smsOf({ timeoutMs: 200 }).send(reminder))
    expect(error).toMatchObject({ reason: 'unavailable', retryable: true })
    expect(vendor.seen).toHaveLength(1)
  })
})

describe('reports of Tencent Cloud', () => {
  const report = {
    ...{ user_receive_time: '2015-10-17 08:03:04', nationcode: '86', mobile: '13800138000' },
    ...{ report_status: 'SUCCESS', errmsg: 'DELIVRD', description: '用户短信送达成功', sid: '5000:1' },
  }

  it('tell what became of each message', () => {
    const failed = { ...report, report_status: 'FAIL', errmsg: 'MK:0008', sid: '5000:2' }
    expect(smsOf().readReports([report, failed])).toEqual([
      { receiptId: '5000:1', isDelivered: true, code: 'DELIVRD' },
      { receiptId: '5000:2', isDelivered: false, code: 'MK:0008' },
    ])
  })

  it.each([[{}], [[{ ...report, report_status: 'MAYBE' }]], [[{ ...report, sid: '' }]]])('refuses %j', (body) => {
    expect(() => smsOf().readReports(body)).toThrow('bad_request')
  })
})
