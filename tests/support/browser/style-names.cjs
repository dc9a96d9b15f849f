/** Stands in for style sheets: every class of a CSS module has its own name. */
module.exports = new Proxy(
  { __esModule: true },
  { get: (target, name, self) => (name === '__esModule' ? true : name === 'default' ? self : String(name)) },
)
