import { beforeEach, expect, test } from '@jest/globals'
import { intentDone, requestIdFor } from '../../../miniprogram/src/features/booking/request-id'

const content = { storeId: 's', serviceIds: ['m'], vehicleId: 'v', day: '2026-11-25', minute: 600, remark: '' }

beforeEach(() => {
  intentDone()
})

test('one intent keeps its id, however often it is sent', () => {
  expect(requestIdFor(content)).toBe(requestIdFor({ ...content }))
})

test.each([{ minute: 630 }, { vehicleId: 'w' }, { remark: '带钥匙' }])(
  'other content %j is another intent',
  (other) => {
    expect(requestIdFor({ ...content, ...other })).not.toBe(requestIdFor(content))
  },
)

test('an intent that was answered is over', () => {
  const first = requestIdFor(content)
  intentDone()
  expect(requestIdFor(content)).not.toBe(first)
})
