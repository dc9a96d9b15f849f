import crypto from 'node:crypto'
import { describe, expect, it, jest } from '@jest/globals'
import { hashPassword, verifyPassword } from '../../../server/src/modules/identity/password.service'
import { isStrongPassword, normUsername } from '../../../server/src/modules/identity/password-rules'

/** scrypt is slow on purpose, and slower on a busy machine. */
jest.setTimeout(60_000)

describe('password rules', () => {
  const replaced = { password: 'old-Secret-2025', username: 'li.reception1' }

  it.each([
    ['workshop-2026', true, 'letters and digits'],
    ['abcdefghi1', true, 'ten characters'],
    ['密码密码密码密码a1', true, 'other characters too'],
    ['abcdefgh1', false, 'nine characters'],
    ['abcdefghijkl', false, 'no digit'],
    ['1234567890', false, 'no letter'],
    ['密码密码密码密码密码1', false, 'no letter of the alphabet'],
    ['old-Secret-2025', false, 'the old one'],
    ['Li.Reception1', false, 'the user name'],
    ['', false, 'empty'],
  ])('%s → %s: %s', (next, isStrong) => {
    expect(isStrongPassword(next, replaced)).toBe(isStrong)
  })

  it('compares user names without case, blanks and width', () => {
    expect(normUsername(' ＬＩ.Reception ')).toBe('li.reception')
  })
})

describe('password hash', () => {
  it('carries its parameters and a salt of its own, and knows only its own password', async () => {
    const [first, second] = await Promise.all([hashPassword('workshop-2026'), hashPassword('workshop-2026')])
    expect(first).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(first).not.toBe(second)
    expect(await verifyPassword('workshop-2026', first)).toBe(true)
    expect(await verifyPassword('workshop-2027', first)).toBe(false)
  })

  it('takes the same password in another Unicode form', async () => {
    expect(await verifyPassword('ｗｏｒｋｓｈｏｐ-2026', await hashPassword('workshop-2026'))).toBe(true)
  })

  it('verifies with the parameters of the stored hash, so that old ones stay good', async () => {
    const salt = Buffer.alloc(16, 7)
    const key = crypto.scryptSync('workshop-2026', salt, 32, { N: 1024, r: 8, p: 1 })
    const stored = ['scrypt', 10, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$')
    expect(await verifyPassword('workshop-2026', stored)).toBe(true)
    expect(await verifyPassword('workshop-2027', stored)).toBe(false)
  })

  it('does the same work for nobody as for somebody, and says no', async () => {
    const spy = jest.spyOn(crypto, 'scrypt')
    expect(await verifyPassword('anything', undefined)).toBe(false)
    expect(spy).toHaveBeenCalledTimes(1)
    expect(spy.mock.calls[0]?.[3]).toEqual({ N: 32768, r: 8, p: 1, maxmem: 67108864 })
  })

  it('runs two at a time, so that libuv has threads left for others', async () => {
    const real = crypto.scrypt.bind(crypto)
    let running = 0
    let most = 0
    jest.spyOn(crypto, 'scrypt').mockImplementation((...args: Parameters<typeof crypto.scrypt>) => {
      most = Math.max(most, ++running)
      const done = args.pop() as unknown as (e: Error | null, key: Buffer) => void
      // A cheaper run of the real thing: this test is about the queue.
      real('x', 'y', 32, { N: 1024 }, (e, key) => {
        running--
        done(e, key)
      })
    })
    await Promise.all(Array.from({ length: 12 }, () => verifyPassword('anything', undefined)))
    expect(most).toBe(2)
  })

  it('turns callers away when too many wait, and recovers', async () => {
    const finish: (() => void)[] = []
    const spy = jest.spyOn(crypto, 'scrypt').mockImplementation((...args: unknown[]) => {
      const done = args.at(-1) as (e: Error | null, key: Buffer) => void
      finish.push(() => done(null, Buffer.alloc(32)))
    })
    const calls = Array.from({ length: 160 }, () =>
      verifyPassword('anything', undefined).then(
        () => 'done',
        (e: unknown) => (e as { code: string }).code,
      ),
    )
    while (spy.mock.calls.length < 152) {
      finish.splice(0).forEach((go) => go())
      await new Promise((resolve) => setImmediate(resolve))
    }
    finish.splice(0).forEach((go) => go())
    const outcomes = await Promise.all(calls)
    expect(outcomes.filter((outcome) => outcome === 'server.unavailable')).toHaveLength(8)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(152)
    spy.mockRestore()
    expect(await verifyPassword('workshop-2026', await hashPassword('workshop-2026'))).toBe(true)
  })
})
