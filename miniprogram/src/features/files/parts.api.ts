import { fileParts, urlOf, type files, type View } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { api, withToken } from '../../lib/api'
import { offline } from '../../lib/api-error'
import { viewIn } from '../../lib/http'
import { sha256 } from './sha256'

const PURPOSE = 'booking_remark'

interface Options {
  readonly requestId: string
  /** 0 to 100; begins with what arrived before. */
  readonly onProgress: (percent: number) => void
  /** True when it is not wanted any more. */
  readonly isAborted: () => boolean
}

/**
 * Sends a file in parts, and only those that have not arrived before under the same request id: after a failure call it again.
 * @throws {ApiError} `client.offline` when no answer came, or when it is not wanted any more.
 */
export async function sendInParts(content: ArrayBuffer, options: Options): Promise<View<typeof files.upload>> {
  const { requestId, onProgress, isAborted } = options
  const sum = sha256(new Uint8Array(content))
  const body = { purpose: PURPOSE, bytes: content.byteLength, sha256: sum, requestId } as const
  const { uploadId, partBytes, received } = await api(fileParts.start, { body })
  const count = Math.ceil(content.byteLength / partBytes)
  let arrived = received.length
  const tell = () => onProgress(Math.round((arrived / count) * 100))
  tell()
  for (let part = 0; part < count; part++) {
    if (received.includes(part)) continue
    if (isAborted()) throw offline()
    await putPart({ uploadId, part }, content.slice(part * partBytes, (part + 1) * partBytes))
    arrived++
    tell()
  }
  return api(fileParts.complete, { params: { uploadId } })
}

const putPart = (params: { uploadId: string; part: number }, bytes: ArrayBuffer) =>
  withToken(async (token) => {
    const { statusCode, data } = await Taro.request<unknown>({
      ...{ url: __API_BASE__ + urlOf(fileParts.put, { params }), method: 'PUT', data: bytes, timeout: 30_000 },
      header: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    }).catch(() => {
      throw offline()
    })
    return viewIn<typeof fileParts.put>(statusCode, data)
  })
