import { fileParts, files, urlOf, type View } from '@pitlane/contract'
import { api, withToken } from '../../lib/api'
import { ApiError, offline } from '../../lib/api-error'
import { viewIn } from '../../lib/http'
import type { LocalFile } from '../../lib/local-file'
import { bytesOf } from '../../lib/platform/file-bytes'
import { sendFile } from '../../lib/platform/send-file'
import { sendInParts } from './parts.api'

export interface Upload {
  readonly sent: Promise<View<typeof files.upload>>
  readonly abort: () => void
}

/** A file of one part gains nothing by parts, unless it has to be tried again. */
const isForParts = (content: ArrayBuffer | undefined, isAgain: boolean): content is ArrayBuffer =>
  content !== undefined && content.byteLength > 0 && (isAgain || content.byteLength > fileParts.PART_BYTES)

/**
 * Sends one file: a small one whole, a large one and one that failed before (`isAgain`) in parts, of which only those travel that have
 * not arrived yet. The same request id again answers with the same file.
 * @throws {ApiError} through `sent`; `client.offline` when no answer came.
 */
export function upload(
  file: LocalFile,
  requestId: string,
  onProgress: (percent: number) => void,
  isAgain = false,
): Upload {
  let isAborted = false
  let stop = () => undefined as void
  const whole = () =>
    withToken(async (token) => {
      const url = __API_BASE__ + urlOf(files.upload, { query: { purpose: 'booking_remark', requestId } })
      const sending = sendFile({ url, token, file, onProgress })
      stop = sending.abort
      if (isAborted) stop()
      const { statusCode, data } = await sending.answer.catch(() => {
        throw offline()
      })
      return viewIn<typeof files.upload>(statusCode, data)
    })
  const send = async () => {
    const content = await bytesOf(file)
    if (!isForParts(content, isAgain)) return whole()
    return sendInParts(content, { requestId, onProgress, isAborted: () => isAborted })
  }
  const abort = () => {
    isAborted = true
    stop()
  }
  return { sent: send(), abort }
}

/** Deletes what was sent and is not wanted any more. When that fails, it is deleted within a day anyway. */
export const discard = (fileId: string): Promise<void> =>
  api(files.discard, { params: { fileId } }).then(
    () => undefined,
    () => undefined,
  )

/** The server looked at it and said no: sending it again changes nothing. */
export const isUseless = (error: unknown): boolean =>
  error instanceof ApiError && [400, 413, 422].includes(error.problem.status)
