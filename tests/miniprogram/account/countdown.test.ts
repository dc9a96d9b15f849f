import { expect, test } from '@jest/globals'
import { secondsUntil } from '../../../miniprogram/src/features/account/countdown'

test.each([
  [60_000, 0, 60],
  [60_000, 1, 60],
  [60_000, 59_001, 1],
  [60_000, 60_000, 0],
  [60_000, 3_600_000, 0],
])('until %d at %d there are %d seconds left', (deadline, now, seconds) => {
  expect(secondsUntil(deadline, now)).toBe(seconds)
})
