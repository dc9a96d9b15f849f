import { describe, expect, it } from '@jest/globals'
import { privacy } from '@pitlane/contract'
import { privacyTextHash } from '../../../server/src/modules/identity/consent.service'
import { privacySections } from '../../../server/src/modules/identity/privacy-text'

const whole = privacySections.map((section) => `${section.title}\n${section.text}`).join('\n')

describe('the privacy guide', () => {
  it('changes its version with its words: consents refer to exactly this text', () => {
    expect({ version: privacy.PRIVACY_VERSION, hash: privacyTextHash }).toEqual({
      version: '2026-11-22',
      hash: 'bcccaf57eb15a3561b289b07298f9061152e97a0b2d7410d0ad8ab7b7bffde59',
    })
  })

  it.each([
    '手机号',
    '车牌号',
    '车架号',
    'OpenID',
    '称呼',
    '预约',
    '位置',
    '6 年',
    '三包',
    '微信',
    '短信服务商',
    '照片',
    '录音',
    '麦克风',
  ])('declares %s', (word) => {
    expect(whole).toContain(word)
  })

  it.each(['查阅', '更正', '删除', '撤回', '注销', '未成年人', '联系'])('says how about %s', (word) => {
    expect(whole).toContain(word)
  })

  it('is polite and holds no exclamation mark', () => {
    expect(whole).not.toMatch(/[!！]|你(?!们)/)
  })
})
