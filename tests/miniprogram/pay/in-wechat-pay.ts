import { jest } from '@jest/globals'

/** Imported first, it pays as inside WeChat, and asks what became of a payment three times in no time. */
jest.mock('../../../miniprogram/src/lib/platform/pay', () =>
  jest.requireActual('../../../miniprogram/src/lib/platform/pay.weapp'),
)
jest.mock('../../../miniprogram/src/features/pay/waits', () => ({
  ...jest.requireActual<object>('../../../miniprogram/src/features/pay/waits'),
  WAITS_MS: [0, 5, 5],
}))
