'use strict'
/**
 * Runs a built Taro mini-program in Node: the real app and page scripts in a realm of their own, the real templates
 * compiled by WeChat's wcc, `wx` replaced by a double. What is left out is what only a phone has: layout and devices.
 */
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')
const { setPath } = require('./page-data.cjs')
const { createWx, launch } = require('./wx.cjs')
const { compileWxml, find, findAll, text } = require('./wxml.cjs')

/** Loads the scripts of a build as WeChat does, with `require` between them. */
function scriptLoader(root, realm) {
  const modules = new Map()
  return function load(relative) {
    const file = path.join(root, relative)
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(file, module)
    const source = `(function(require,module,exports){${fs.readFileSync(file, 'utf8')}\n})`
    const requireFrom = (id) =>
      load(path.relative(root, path.resolve(path.dirname(file), id.endsWith('.js') ? id : `${id}.js`)))
    vm.runInContext(source, realm, { filename: file })(requireFrom, module, module.exports)
    return module.exports
  }
}

/** What the scripts find as globals. `globalThis` is hidden because older WeChat clients have none. */
function createRealm(wx, registered, stack, errors) {
  const keepError = (...parts) => errors.push(parts.map((part) => part?.stack ?? String(part)).join(' '))
  const globals = {
    wx,
    console: { ...console, error: keepError },
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, Promise, TextDecoder, TextEncoder },
    App: (config) => (registered.app = config),
    Page: (config) => (registered.page = config),
    Component: (config) => (registered.page = config),
    Behavior: (config) => config,
    getApp: () => registered.app,
    getCurrentPages: () => stack.slice(),
  }
  globals.global = globals
  globals.globalThis = undefined
  return vm.createContext(globals)
}

/** Counts what crosses from the script to the screen: WeChat asks for few and small `setData` calls. */
function attachData(page, definition, traffic) {
  page.data = JSON.parse(JSON.stringify(definition.data ?? {}))
  page.setData = (change, done) => {
    const json = JSON.stringify(change)
    traffic.setDataCalls++
    traffic.setDataBytes += json.length
    for (const [key, value] of Object.entries(JSON.parse(json))) setPath(page.data, key, value)
    if (done) setTimeout(done, 0)
  }
}

/** Opens and closes pages as the WeChat client does. */
function pageStack({ stack, definitionOf, traffic, wx }) {
  return {
    /** Opens a page on top of the others: onLoad, onShow, onReady. */
    open(route, query = {}) {
      const definition = definitionOf(route)
      const page = Object.assign(Object.create(definition), { route, __route__: route, options: query })
      attachData(page, definition, traffic)
      page.selectComponent = () => null
      page.createSelectorQuery = wx.createSelectorQuery
      stack.push(page)
      page.onLoad?.(query)
      page.onShow?.()
      page.onReady?.()
      return page
    },
    /** Leaves the page on top: the one below is shown again. */
    back() {
      stack.pop()?.onUnload?.()
      stack.at(-1)?.onShow?.()
    },
  }
}

/** An event as WeChat sends it, for example `fire(page, node, 'tap')` or `fire(page, node, 'input', { value })`. */
function fire(page, node, type, detail = {}) {
  if (!node) throw new Error(`no node to send ${type} to`)
  const target = { id: node.attr.id, dataset: { sid: node.attr['data-sid'] } }
  page.eh({ type, detail, timeStamp: Date.now(), target, currentTarget: target, mark: {} })
}

/** Waits until `condition` answers something true and returns it; 5 s at most. */
async function until(condition, what = String(condition)) {
  const deadline = Date.now() + 5000
  for (;;) {
    const value = condition()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`not within 5 s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/**
 * Starts the mini-program built in `root`.
 *
 * @param {string} root folder with app.json
 * @param {object} [stubs] members of `wx` that the scenario answers: `request`, `login`, `navigateTo` …
 */
function createWeapp(root, stubs = {}) {
  const { wx, calls } = createWx(stubs)
  const registered = {}
  const stack = []
  const errors = []
  const traffic = { setDataCalls: 0, setDataBytes: 0 }
  const definitions = new Map()
  const load = scriptLoader(root, createRealm(wx, registered, stack, errors))
  const { render, warnings } = compileWxml(root)

  load('app.js')
  registered.app.onLaunch?.call(registered.app, launch)
  registered.app.onShow?.call(registered.app, launch)

  function definitionOf(route) {
    if (!definitions.has(route)) {
      registered.page = undefined
      load(`${route}.js`)
      if (!registered.page) throw new Error(`${route} registered no page`)
      definitions.set(route, registered.page)
    }
    return definitions.get(route)
  }

  return {
    ...pageStack({ stack, definitionOf, traffic, wx }),
    ...{ calls, errors, wx, text, find, findAll, fire, until },
    wxmlWarnings: warnings,
    /** The page as WeChat would draw it: a tree of `{ tag, attr, children }`. */
    render: (page) => render(page.route, page.data),
    /** Number and bytes of `setData` calls so far. */
    stats: () => ({ ...traffic }),
  }
}

module.exports = { createWeapp }
