import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readConfig } from '../../../server/src/platform/config'

const key = Buffer.alloc(32, 7).toString('base64')
const good = {
  PITLANE_TOKEN_SECRET: 'a'.repeat(32),
  PITLANE_DATA_KEYS: `k1:${key}`,
  PITLANE_INDEX_KEY: key,
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: 'b'.repeat(32),
}

describe('readConfig', () => {
  it('fills in what may be left out', () => {
    expect(readConfig(good)).toMatchObject({
      PORT: 8080,
      DATABASE_URL: 'sqlite:var/pitlane.db',
      NODE_ENV: 'development',
    })
  })

  it('treats an empty variable as absent', () => {
    expect(readConfig({ ...good, PORT: '' }).PORT).toBe(8080)
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'postgres://localhost/x'],
    ['REDIS_URL', 'http://localhost'],
    ['PITLANE_TOKEN_SECRET', 'short'],
    ['PITLANE_DATA_KEYS', 'k1:short'],
    ['PITLANE_DATA_KEYS', `k1:${key},k1:${key}`],
    ['PITLANE_INDEX_KEY', 'c2hvcnQ='],
    ['WECHAT_APPID', 'my-app'],
    ['WECHAT_BASE_URL', 'not a url'],
    ['WECHAT_TEMPLATE_BOOKING_REMINDER', 'id?time'],
    ['SMS_ADAPTER', 'pigeon'],
    ['SMS_ADAPTER', 'aliyun'],
    ['SMS_TEMPLATES', 'login_code:SMS_1'],
    ['SMS_REPORT_KEY', 'short'],
    ['FILES_S3_ENDPOINT', 'ftp://store.example.com'],
    ['FILES_S3_BUCKET', '../bucket'],
    ['FILES_S3_ENDPOINT', 'https://alone.example.com'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s by name, without repeating the value', (name, value) => {
    const attempt = () => readConfig({ ...good, [name]: value })
    expect(attempt).toThrow(name)
    if (value.length > 4 && name.startsWith('PITLANE')) expect(attempt).not.toThrow(value)
  })

  it('reads a template of the WeChat account, with its own fields where they are given', () => {
    const env = { ...good, WECHAT_TEMPLATE_BOOKING_CONFIRMED: 'Zx3_9-a' }
    const other = 'Zx3?time=time7&phone=phone_number2'
    expect(readConfig({ ...env, WECHAT_TEMPLATE_BOOKING_REMINDER: other })).toMatchObject({
      WECHAT_TEMPLATE_BOOKING_CONFIRMED: { id: 'Zx3_9-a', fields: undefined },
      WECHAT_TEMPLATE_BOOKING_REMINDER: { id: 'Zx3', fields: { time: 'time7', phone: 'phone_number2' } },
    })
  })

  it('takes an SMS vendor with its account, and Tencent with its application', () => {
    const account = { SMS_ACCESS_ID: 'id', SMS_ACCESS_SECRET: 'very-secret', SMS_SIGN_NAME: '修程' }
    const env = { ...good, ...account, SMS_TEMPLATES: 'login_code=SMS_1;booking_moved=SMS_2' }
    expect(readConfig({ ...env, SMS_ADAPTER: 'aliyun' }).SMS_TEMPLATES).toEqual({
      ...{ login_code: 'SMS_1', booking_moved: 'SMS_2' },
    })
    expect(() => readConfig({ ...env, SMS_ADAPTER: 'tencent' })).toThrow('SMS_SDK_APP_ID')
    expect(readConfig({ ...env, SMS_ADAPTER: 'tencent', SMS_SDK_APP_ID: '1400006666' }).SMS_ADAPTER).toBe('tencent')
    const without = () => readConfig({ ...env, SMS_ADAPTER: 'aliyun', SMS_TEMPLATES: 'booking_moved=SMS_2' })
    expect(without).toThrow('login_code')
    expect(without).not.toThrow('very-secret')
  })

  it('takes a bucket for files with all it needs', () => {
    const bucket = { FILES_S3_ENDPOINT: 'http://minio:9000', FILES_S3_BUCKET: 'photos', FILES_S3_ACCESS_KEY: 'k' }
    expect(readConfig({ ...good, ...bucket, FILES_S3_SECRET: 's' })).toMatchObject({
      ...bucket,
      FILES_S3_STYLE: 'path',
    })
    const without = () => readConfig({ ...good, ...bucket, FILES_S3_ACCESS_KEY: '', FILES_S3_SECRET: 'very-secret' })
    expect(without).toThrow('FILES_S3_ACCESS_KEY')
    expect(without).not.toThrow('very-secret')
  })

  it('refuses to write log-in codes into the log of a production server', () => {
    expect(() => readConfig({ ...good, NODE_ENV: 'production' })).toThrow('SMS_ADAPTER')
  })

  it('names everything that is missing at once', () => {
    expect(() => readConfig({})).toThrow(/PITLANE_TOKEN_SECRET[\s\S]*PITLANE_DATA_KEYS[\s\S]*WECHAT_SECRET/)
  })

  it('knows every variable of .env.example, and .env.example every variable', () => {
    const example = readFileSync(path.resolve(__dirname, '../../../.env.example'), 'utf8')
    const named = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1])
    const source = readFileSync(path.resolve(__dirname, '../../../server/src/platform/config.ts'), 'utf8')
    const known = [...source.matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1])
    expect([...new Set(named)].sort()).toEqual([...new Set(known)].sort())
  })
})
