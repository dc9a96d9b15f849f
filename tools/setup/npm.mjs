// @ts-check
/**
 * The npm that belongs to this run: inside `npm start` that is the one already running.
 *
 * @param {...string} args
 * @returns {{ command: string, args: string[] }}
 */
export function npm(...args) {
  const script = process.env['npm_execpath']
  return script && /npm-cli\.c?js$/.test(script)
    ? { command: process.execPath, args: [script, ...args] }
    : { command: 'npm', args }
}
