import { files, urlOf, type View } from '@pitlane/contract'
import { api, withToken } from '../../lib/api'
import { ApiError, offline } from '../../lib/api-error'
import { viewIn } from '../../lib/http'
import type { LocalFile } from '../../lib/local-file'
import { sendFile } from '../../lib/platform/send-file'

export interface Upload {
  readonly sent: Promise<View<typeof files.upload>>
  readonly abort: () => void
}

/**
 * Sends one file, once. The same request id again answers with the same file.
 * @throws {ApiError} through `sent`; `client.offline` when no answer came.
 */
export function upload(file: LocalFile, requestId: string, onProgress: (percent: number) => void): Upload {
  const url = __API_BASE__ + urlOf(files.upload, { query: { purpose: 'booking_remark', requestId } })
  let abort = () => undefined as void
  const sent = withToken(async (token) => {
    const sending = sendFile({ url, token, file, onProgress })
    abort = sending.abort
    const { statusCode, data } = await sending.answer.catch(() => {
      throw offline()
    })
    return viewIn<typeof files.upload>(statusCode, data)
  })
  return { sent, abort: () => abort() }
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
