import { describe, expect, it } from '@jest/globals'
import { Turnstile } from '../../../server/src/modules/booking/turnstile'

const later = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('Turnstile', () => {
  it('lets so many in at once per key, in the order in which they came', async () => {
    const turnstile = new Turnstile(2)
    let inside = 0
    let most = 0
    const entered: number[] = []
    const visit = (n: number) =>
      turnstile.pass('a', async () => {
        entered.push(n)
        most = Math.max(most, ++inside)
        await later()
        inside--
        return n
      })
    expect(await Promise.all([0, 1, 2, 3, 4].map(visit))).toEqual([0, 1, 2, 3, 4])
    expect(most).toBe(2)
    expect(entered).toEqual([0, 1, 2, 3, 4])
  })

  it('does not make one key wait for another', async () => {
    const turnstile = new Turnstile(1)
    let release: () => void = () => undefined
    const slow = turnstile.pass('a', () => new Promise<void>((resolve) => (release = resolve)))
    expect(await turnstile.pass('b', () => Promise.resolve('through'))).toBe('through')
    release()
    await slow
  })

  it('lets the next one in after a failure', async () => {
    const turnstile = new Turnstile(1)
    const failing = turnstile.pass('a', () => Promise.reject(new Error('no')))
    const next = turnstile.pass('a', () => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
