import { fileParts, urlOf, type files, type View } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { ApiError, offline } from './api-error'
import { exchange, viewIn } from './http'
import { sha256 } from './sha256'

/** In whose name files are sent, and what for. */
export interface Sender {
  readonly purpose: files.FilePurpose
  readonly withToken: <T>(call: (token: string) => Promise<T>) => Promise<T>
}

interface Options {
  readonly requestId: string
  readonly sender: Sender
  /** 0 to 100; begins with what arrived before. */
  readonly onProgress: (percent: number) => void
  /** True when it is not wanted any more. */
  readonly isAborted: () => boolean
}

/** An upload that is over, or whose parts do not fit together, is begun anew this often. */
const MOST_STARTS = 3

const isOver = (error: unknown): boolean =>
  error instanceof ApiError && ['files.upload_not_found', 'files.incomplete'].includes(error.problem.code)

/**
 * Sends a file in parts, and only those that have not arrived before under the same request id: after a failure call it again.
 * @throws {ApiError} `client.offline` when no answer came, or when it is not wanted any more.
 */
export async function sendInParts(content: ArrayBuffer, options: Options): Promise<View<typeof files.upload>> {
  const sum = sha256(new Uint8Array(content))
  for (let starts = 1; ; starts++) {
    try {
      return await sendMissing(content, sum, options)
    } catch (error) {
      if (!isOver(error) || starts === MOST_STARTS) throw error
    }
  }
}

async function sendMissing(content: ArrayBuffer, sum: string, options: Options): Promise<View<typeof files.upload>> {
  const { requestId, sender, onProgress, isAborted } = options
  const body = { purpose: sender.purpose, bytes: content.byteLength, sha256: sum, requestId }
  const { uploadId, partBytes, received } = await sender.withToken((token) =>
    exchange(fileParts.start, { body }, token),
  )
  const count = Math.ceil(content.byteLength / partBytes)
  let arrived = received.length
  const tell = () => onProgress(Math.round((arrived / count) * 100))
  tell()
  for (let part = 0; part < count; part++) {
    if (received.includes(part)) continue
    if (isAborted()) throw offline()
    await putPart(sender, { uploadId, part }, content.slice(part * partBytes, (part + 1) * partBytes))
    arrived++
    tell()
  }
  return sender.withToken((token) => exchange(fileParts.complete, { params: { uploadId } }, token))
}

const putPart = ({ withToken }: Sender, params: { uploadId: string; part: number }, bytes: ArrayBuffer) =>
  withToken(async (token) => {
    const { statusCode, data } = await Taro.request<unknown>({
      ...{ url: __API_BASE__ + urlOf(fileParts.put, { params }), method: 'PUT', data: bytes, timeout: 30_000 },
      header: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    }).catch(() => {
      throw offline()
    })
    return viewIn<typeof fileParts.put>(statusCode, data)
  })
