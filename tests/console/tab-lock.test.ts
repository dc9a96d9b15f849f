import { beforeEach, expect, it } from '@jest/globals'
import { withTabLock } from '../../console/src/lib/tab-lock'

// jsdom has no navigator.locks, like a page that is served over plain HTTP: this is the lease that stands in for it.
beforeEach(() => {
  expect('locks' in navigator).toBe(false)
  localStorage.clear()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('lets one in at a time', async () => {
  let inside = 0
  let most = 0
  const visit = () =>
    withTabLock('renewal', async () => {
      inside += 1
      most = Math.max(most, inside)
      await pause(20)
      inside -= 1
    })
  await Promise.all([visit(), visit(), visit()])
  expect(most).toBe(1)
})

it('is free again after a failure', async () => {
  await expect(withTabLock('renewal', () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  expect(await withTabLock('renewal', () => Promise.resolve('next'))).toBe('next')
})

it('does not wait for a tab that has crashed inside', async () => {
  localStorage.setItem('renewal.lease', JSON.stringify({ by: 'a closed tab', until: Date.now() - 1 }))
  expect(await withTabLock('renewal', () => Promise.resolve('in'))).toBe('in')
})

it('does wait for a tab that is still at work', async () => {
  localStorage.setItem('renewal.lease', JSON.stringify({ by: 'another tab', until: Date.now() + 60_000 }))
  let isIn = false
  const visit = withTabLock('renewal', () => {
    isIn = true
    return Promise.resolve()
  })
  await pause(200)
  expect(isIn).toBe(false)
  localStorage.removeItem('renewal.lease')
  await visit
  expect(isIn).toBe(true)
})
