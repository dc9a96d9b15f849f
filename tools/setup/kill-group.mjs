// @ts-check
/**
 * Signals a process and everything it started in its own group.
 *
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal 0 only asks
 * @returns {boolean} false when nothing is left of it
 */
export function killGroup(pid, signal) {
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
