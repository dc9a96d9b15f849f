import { voiceTypes } from './kinds'
import type { Variant } from './links'

type Stored = {
  readonly id: string
  readonly media: 'photo' | 'voice'
  readonly contentType: string
}

const extensionOf = ({ media, contentType }: Stored): string =>
  media === 'photo'
    ? 'jpg'
    : (Object.values(voiceTypes).find((type) => type.contentType === contentType)?.extension ?? 'bin')

/** Where the bytes of a file are. The end of an id is random, so that folders fill evenly. */
export const keyOf = (file: Stored, variant: Variant): string => {
  const id = file.id.toLowerCase()
  return `${id.slice(-2)}/${id}-${variant}.${extensionOf(file)}`
}

/** The places of all that is stored of a file. */
export const keysOf = (file: Stored): string[] =>
  file.media === 'photo' ? [keyOf(file, 'full'), keyOf(file, 'thumb')] : [keyOf(file, 'full')]

/** Where one part of an upload is, until it is put together with the others. */
export const partKeyOf = (uploadId: string, part: number): string => {
  const id = uploadId.toLowerCase()
  return `${id.slice(-2)}/${id}-${part}.part`
}
