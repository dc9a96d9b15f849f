import type { store } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { distanceKm, type GeoPoint } from '@pitlane/kernel'

type Store = store.StoreView

const KEY = 'pitlane.last-store'

const lastStoreId = (): string | undefined => Taro.getStorageSync(KEY) || undefined

/** The next booking starts with this store. */
export const rememberStore = (storeId: string): void => Taro.setStorageSync(KEY, storeId)

/** The wanted store if it is there, else the last one used, else the first. */
export const preselect = (stores: readonly Store[], wanted: string | undefined): Store | undefined =>
  stores.find((s) => s.id === wanted) ?? stores.find((s) => s.id === lastStoreId()) ?? stores[0]

/** Nearest first, each with its distance in km. */
export const byDistance = (stores: readonly Store[], from: GeoPoint): { store: Store; km: number }[] =>
  stores.map((s) => ({ store: s, km: distanceKm(from, s) })).sort((a, b) => a.km - b.km)
