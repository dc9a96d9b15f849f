import { files } from '@pitlane/contract'
import { useRef, useState } from 'react'
import { call, callWithFile } from './api'
import { uuid } from './uuid'

/** A photo on its way to the server; it belongs to nothing until the form is saved. */
export interface Photo {
  /** One per file: sent again after a lost answer it is the same photo. */
  readonly key: string
  readonly file: File
  readonly view: files.PhotoView | null
  readonly error: unknown
}

const sending = (file: File): Photo => ({ key: uuid(), file, view: null, error: null })

/** Photos that were chosen, in their order. Each is sent at once, while the rest of the form is filled in. */
export function usePhotos(purpose: 'trip_condition' | 'workshop') {
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  // Read by a dialog that may stand open while others arrive.
  const room = useRef(files.limits.photos)
  const patch = (key: string, part: Partial<Photo>) =>
    setPhotos((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const send = async ({ key, file }: Photo) => {
    patch(key, { error: null })
    try {
      const query = { purpose, requestId: key }
      const { photo } = await callWithFile(files.upload, { query }, file)
      patch(key, { view: photo })
    } catch (error) {
      patch(key, { error })
    }
  }
  const add = (chosen: readonly File[]) => {
    const fresh = chosen.slice(0, room.current).map(sending)
    room.current -= fresh.length
    setPhotos((all) => [...all, ...fresh])
    for (const one of fresh) void send(one)
  }
  const remove = ({ key, view }: Photo) => {
    room.current += 1
    setPhotos((all) => all.filter((one) => one.key !== key))
    // What is left behind is swept a day later.
    if (view) void call(files.discard, { params: { fileId: view.id } }).catch(() => undefined)
  }
  return {
    photos,
    ids: photos.flatMap(({ view }) => (view ? [view.id] : [])),
    isSending: photos.some(({ view, error }) => !view && !error),
    ...{ add, remove, retry: (photo: Photo) => void send(photo) },
  }
}

export type Photos = ReturnType<typeof usePhotos>
