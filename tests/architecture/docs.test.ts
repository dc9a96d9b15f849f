import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { apiPage } from '../../tools/api-page'

const root = path.resolve(__dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
]

describe('the documents', () => {
  it('docs/api.md is what the contract says (npx tsx tools/openapi.ts)', () => {
    expect(read('docs/api.md')).toBe(apiPage())
  })

  it.each(pages)('%s points at files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    const missing = links.filter((link) => {
      try {
        readdirSync(path.dirname(path.resolve(root, path.dirname(page), link)))
        return !readdirSync(path.dirname(path.resolve(root, path.dirname(page), link))).includes(path.basename(link))
      } catch {
        return true
      }
    })
    expect(missing).toEqual([])
  })

  it('docs/domain.md knows every table', () => {
    const words = read('docs/domain.md')
    const tables = readdirSync(path.join(root, 'sql'))
      .filter((f) => f.endsWith('.sql'))
      .flatMap((f) => [...read(`sql/${f}`).matchAll(/^create table (\w+)/gm)].map((m) => m[1] ?? ''))
    const business = tables.filter(
      (t) =>
        ![
          'outbox_event',
          'job',
          'job_dead',
          'audit_log',
          'session',
          'refresh_token',
          'sms_code',
          'staff',
          'staff_grant',
          'wechat_link',
          'vehicle_hold',
          'store_service',
        ].includes(t),
    )
    expect(business.filter((t) => !words.includes(t.split('_')[0] ?? t))).toEqual([])
  })
})
