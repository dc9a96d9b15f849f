/** Runs `work` while no other tab of this site runs something under the same name. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Web Locks exist only in secure contexts; elsewhere a second tab has to log in again at worst.
  if (!('locks' in navigator)) return work()
  return navigator.locks.request(name, work)
}
