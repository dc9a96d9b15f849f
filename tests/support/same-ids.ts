import { jest } from '@jest/globals'

/**
 * Numbers instead of chance, for stories that must be the same each time: ids decide between equals. To be imported before
 * anything that imports the server.
 */
jest.mock('../../server/src/platform/id', () => {
  let made = 0
  return { newId: () => `01${String(++made).padStart(24, '0')}` }
})
