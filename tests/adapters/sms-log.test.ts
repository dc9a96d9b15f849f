import { describe, expect, it } from '@jest/globals'
import { createSmsLog } from '../../server/src/adapters/sms-log'
import { errorOf } from './wechat-world'

describe('sms-log', () => {
  it('writes the code in clear and the number masked, one line per message', async () => {
    const lines: string[] = []
    const sms = createSmsLog({ write: (line) => void lines.push(line) })
    await sms.send({ phone: '13800138000', template: 'login_code', variables: { code: '428195' } })
    await sms.send({ phone: '13900139000', template: 'login_code', variables: { code: '000001' } })
    expect(lines).toEqual(['[短信] 138****8000 登录验证码 428195', '[短信] 139****9000 登录验证码 000001'])
  })

  it('refuses a message without a code, as a vendor would', async () => {
    const lines: string[] = []
    const sms = createSmsLog({ write: (line) => void lines.push(line) })
    const error = await errorOf(sms.send({ phone: '13800138000', template: 'login_code', variables: {} }))
    expect(error).toMatchObject({ vendor: 'sms-log', reason: 'bad_request', retryable: false })
    expect(error.message).not.toContain('13800138000')
    expect(lines).toEqual([])
  })

  it('says what a notice says, and refuses one that would have a gap', async () => {
    const lines: string[] = []
    const sms = createSmsLog({ write: (line) => void lines.push(line) })
    const variables = { time: '11月25日（周三）14:00', store: '浦东店', phone: '021-55500001' }
    await sms.send({ phone: '13800138000', template: 'booking_reminder', variables })
    expect(lines).toEqual([
      '[短信] 138****8000 提醒您：您预约了11月25日（周三）14:00到店，门店：浦东店，如不能到店请提前取消或致电021-55500001。',
    ])
    const gap = sms.send({ phone: '13800138000', template: 'booking_cancelled', variables })
    expect(await errorOf(gap)).toMatchObject({ reason: 'bad_request', retryable: false })
    expect(lines).toHaveLength(1)
  })
})
