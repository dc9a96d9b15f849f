import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { LocalFile } from '../../lib/local-file'
import { keepFile, keptFile, letGo } from '../../lib/platform/keep-file'
import { pickPhotos } from '../../lib/platform/pick-photos'
import { toast } from '../../lib/toast'
import { text } from './staff.text'

/** One photo that was taken for something that is not finished yet. */
interface Taken {
  readonly key: string
  /** Which of a checklist it is; null for one more. */
  readonly slot: number | null
}

const storageKey = (name: string) => `pitlane.staff-photos.${name}`

function stored(name: string): readonly Taken[] {
  const kept: readonly Taken[] | '' = Taro.getStorageSync(storageKey(name))
  return kept || []
}

/** As many as one command takes. */
export const MOST = 9

/** Photos from the camera, kept on the phone; says why when there are none. */
async function taken(most: number): Promise<readonly string[]> {
  let files: readonly LocalFile[]
  try {
    files = await pickPhotos(most)
  } catch {
    toast(text.job.noCamera)
    return []
  }
  try {
    return await Promise.all(files.map(keepFile))
  } catch {
    toast(text.job.noRoom)
    return []
  }
}

/** Where the pictures of kept photos can be shown from. */
function usePaths(photos: readonly Taken[]): Readonly<Record<string, string>> {
  const [paths, setPaths] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    let isOver = false
    const missing = photos.filter(({ key }) => !(key in paths))
    if (missing.length === 0) return
    void Promise.all(
      missing.map(async ({ key }) => [key, (await keptFile(key).catch(() => undefined))?.path ?? '']),
    ).then((found) => {
      if (!isOver) setPaths((before) => ({ ...before, ...(Object.fromEntries(found) as Record<string, string>) }))
    })
    return () => {
      isOver = true
    }
  }, [photos, paths])
  return paths
}

/** Photos of one piece of work, from the camera to the queue. They outlast leaving the page and a restart of the app. */
export function useKeptPhotos(name: string) {
  const [photos, setPhotos] = useState(() => stored(name))
  const paths = usePaths(photos)
  const save = (now: readonly Taken[]) => {
    Taro.setStorageSync(storageKey(name), now)
    setPhotos(now)
  }
  const take = async (slot: number | null) => {
    const replaced = slot === null ? [] : photos.filter((photo) => photo.slot === slot)
    const room = MOST - photos.length + replaced.length
    if (room === 0) return
    const keys = await taken(slot === null ? room : 1)
    if (keys.length === 0) return
    replaced.forEach(({ key }) => letGo(key))
    save([...photos.filter((photo) => !replaced.includes(photo)), ...keys.map((key) => ({ key, slot }))])
  }
  const remove = (key: string) => {
    letGo(key)
    save(photos.filter((photo) => photo.key !== key))
  }
  /** They belong to a command now. */
  const handOver = () => {
    Taro.removeStorageSync(storageKey(name))
    setPhotos([])
  }
  const inOrder = [...photos].sort((a, b) => (a.slot ?? MOST) - (b.slot ?? MOST))
  return { photos: inOrder, keys: inOrder.map(({ key }) => key), paths, take, remove, handOver }
}

export type KeptPhotos = ReturnType<typeof useKeptPhotos>
