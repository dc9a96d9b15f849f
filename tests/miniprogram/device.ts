import { jest } from '@jest/globals'

/** Imported first, it lets a test stand in for album, microphone and network: exports of a module cannot be replaced, those of a copy can. */
jest.mock('../../miniprogram/src/lib/platform/send-file', () => ({
  ...{ __esModule: true },
  ...jest.requireActual<object>('../../miniprogram/src/lib/platform/send-file'),
}))
jest.mock('../../miniprogram/src/lib/platform/pick-photos', () => ({
  ...{ __esModule: true },
  ...jest.requireActual<object>('../../miniprogram/src/lib/platform/pick-photos'),
}))
jest.mock('../../miniprogram/src/lib/platform/microphone', () => ({
  ...{ __esModule: true },
  ...jest.requireActual<object>('../../miniprogram/src/lib/platform/microphone'),
}))
jest.mock('../../miniprogram/src/lib/platform/scan', () => ({
  ...{ __esModule: true },
  ...jest.requireActual<object>('../../miniprogram/src/lib/platform/scan'),
}))
