import { jest } from '@jest/globals'

/**
 * Imported first, it makes the app believe that it runs inside WeChat: the mini-program's own platform files instead of the
 * ones for browsers, which jest would pick.
 */
process.env['TARO_ENV'] = 'weapp'

jest.mock('../../miniprogram/src/lib/platform/wechat-login', () =>
  jest.requireActual('../../miniprogram/src/lib/platform/wechat-login.weapp'),
)
jest.mock('../../miniprogram/src/lib/platform/license-plate', () =>
  jest.requireActual('../../miniprogram/src/lib/platform/license-plate.weapp'),
)
jest.mock('../../miniprogram/src/lib/platform/subscribe', () =>
  jest.requireActual('../../miniprogram/src/lib/platform/subscribe.weapp'),
)
