/** Required by the server and the simulator of the end-to-end tests: moves what `Date` says by E2E_CLOCK_SHIFT_MS. Timers run as ever. */
const shift = Number(process.env.E2E_CLOCK_SHIFT_MS)
const Real = Date
const now = () => Real.now() + shift
globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, args) => new target(...(args.length === 0 ? [now()] : args)),
  get: (target, name) => (name === 'now' ? now : target[name]),
})
