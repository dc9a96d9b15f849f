'use strict'

/** The parts of WeChat's `wx` that Taro's runtime needs to start, with the answers of an iPhone-sized simulator. */
const screen = { windowWidth: 390, windowHeight: 760, pixelRatio: 3 }
const launch = { path: 'pages/home/index', query: {}, scene: 1001 }

/** Measures nothing: every selector query chains, and `exec` answers that nothing was found. */
function emptyQuery() {
  const query = new Proxy({}, { get: (_, name) => (name === 'exec' ? (done) => done?.([[]]) : () => query) })
  return query
}

const base = {
  getSystemInfoSync: () => ({
    ...screen,
    platform: 'devtools',
    SDKVersion: '3.8.0',
    theme: 'light',
    safeArea: { top: 47, bottom: 810 },
  }),
  getWindowInfo: () => ({ ...screen }),
  getAppBaseInfo: () => ({ SDKVersion: '3.8.0', theme: 'light' }),
  getDeviceInfo: () => ({ platform: 'devtools' }),
  getLaunchOptionsSync: () => launch,
  getEnterOptionsSync: () => launch,
  getMenuButtonBoundingClientRect: () => ({ top: 50, bottom: 82, right: 380, left: 290, width: 87, height: 32 }),
  canIUse: () => true,
  nextTick: (run) => setTimeout(run, 0),
  onAppRoute() {},
  getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
  createSelectorQuery: emptyQuery,
}

/**
 * A `wx` that writes down every call as `[name, firstArgument]`. What is neither in the base nor in `stubs` does not
 * exist, as on an old client.
 */
function createWx(stubs) {
  const calls = []
  const members = { ...base, ...memoryStorage(), ...stubs }
  const wx = new Proxy(members, {
    get(target, name) {
      const member = target[name]
      if (typeof member !== 'function') return member
      return (...args) => {
        calls.push([name, args[0]])
        return member.apply(target, args)
      }
    },
  })
  return { wx, calls }
}

function memoryStorage() {
  const kept = new Map()
  return {
    getStorageSync: (key) => kept.get(key) ?? '',
    setStorageSync: (key, value) => void kept.set(key, value),
    removeStorageSync: (key) => void kept.delete(key),
  }
}

module.exports = { createWx, launch }
