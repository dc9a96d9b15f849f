import Taro from '@tarojs/taro'
import { ApiError } from '../../lib/api-error'
import { currentStaff } from './staff-session'

/** An answer and when it came. */
export interface Kept<T> {
  readonly value: T
  readonly at: string
  readonly isStale: boolean
}

interface Stored<T> {
  readonly actor: string
  readonly value: T
  readonly at: string
}

const isOffline = (error: unknown) => error instanceof ApiError && error.problem.code === 'client.offline'

/** Asks the server and remembers the answer; without a network, and for the same person, the last answer does. */
export async function keptAnswer<T>(name: string, ask: () => Promise<T>): Promise<Kept<T>> {
  const key = `pitlane.staff-kept.${name}`
  const actor = currentStaff()?.id ?? ''
  try {
    const value = await ask()
    const at = new Date().toISOString()
    Taro.setStorageSync(key, { actor, value, at } satisfies Stored<T>)
    return { value, at, isStale: false }
  } catch (error) {
    const kept: Stored<T> | '' = Taro.getStorageSync(key)
    if (!isOffline(error) || !kept || kept.actor !== actor) throw error
    return { value: kept.value, at: kept.at, isStale: true }
  }
}
