/** What every browser has and jsdom lacks. */
const { TextDecoder, TextEncoder } = require('node:util')

const missing = {
  TextDecoder,
  TextEncoder,
  ResizeObserver: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
  matchMedia: (media) => ({
    media,
    matches: false,
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  }),
}

for (const [name, value] of Object.entries(missing)) globalThis[name] ??= value
// jsdom knows no pseudo-elements and prints an error for every question about one.
const computedStyle = globalThis.getComputedStyle.bind(globalThis)
globalThis.getComputedStyle = (element) => computedStyle(element)

process.env.TARO_ENV = 'h5'
