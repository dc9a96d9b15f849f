// @ts-check
/**
 * Imported first by every command. It must run on any Node that knows ES modules, so nothing that a command
 * imports may need a recent built-in by name: that would fail before this message could be printed.
 */

/**
 * The versions in which `require()` of ES modules works without a flag (jose needs it) and that Vite supports.
 *
 * @param {string} version such as `20.19.0`
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
}

if (!isSupportedNode(process.versions.node)) {
  console.error(
    `需要 Node.js 20.19 以上的 20.x，或 22.12 以上；当前是 ${process.versions.node}。请到 https://nodejs.org 下载。\n` +
      `Pitlane needs Node.js 20.19+ (20.x) or 22.12+; this is ${process.versions.node}.`,
  )
  process.exit(1)
}
