'use strict'
const vm = require('node:vm')
const { wxmlToJs } = require('miniprogram-compiler')

/**
 * WeChat's own template compiler (wcc) turns the WXML of a build into render functions. Unbalanced or unknown markup
 * throws here, with file and line; templates that are missing at run time end up in `warnings`.
 */
function compileWxml(root) {
  const warnings = []
  const warn = (message) => warnings.push(String(message))
  const realm = vm.createContext({ console: { log() {}, warn, error: warn }, __WXML_GLOBAL__: undefined })
  realm.window = realm
  const $gwx = vm.runInContext(`(function(){${wxmlToJs(root, { maxBuffer: 64e6 })}})()`, realm)
  // The render functions test values by the constructors of their own realm, so the data must be made there.
  const render = (route, data) => $gwx(`${route}.wxml`)(vm.runInContext(`(${JSON.stringify(data)})`, realm))
  return { render, warnings }
}

/** The text of a rendered node and everything in it. */
const text = (node) => (typeof node === 'string' ? node : (node.children ?? []).map(text).join(''))

/** Every node that fulfils the condition, in the order of the page. */
function findAll(node, condition, found = []) {
  if (typeof node === 'string') return found
  if (condition(node)) found.push(node)
  for (const child of node.children ?? []) findAll(child, condition, found)
  return found
}

/** The first such node. */
const find = (node, condition) => findAll(node, condition)[0]

module.exports = { compileWxml, text, find, findAll }
