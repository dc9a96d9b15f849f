import { fileParts, files, urlOf, type View } from '@pitlane/contract'
import { offline } from './api-error'
import { viewIn } from './http'
import type { LocalFile } from './local-file'
import { sendInParts, type Sender } from './parts'
import { bytesOf } from './platform/file-bytes'
import { sendFile } from './platform/send-file'

export interface Upload {
  readonly sent: Promise<View<typeof files.upload>>
  readonly abort: () => void
}

interface Options {
  readonly requestId: string
  readonly sender: Sender
  /** 0 to 100. */
  readonly onProgress: (percent: number) => void
  /** It failed before. */
  readonly isAgain?: boolean
}

/** A file of one part gains nothing by parts, unless it has to be tried again. */
const isForParts = (content: ArrayBuffer | undefined, isAgain: boolean): content is ArrayBuffer =>
  content !== undefined && content.byteLength > 0 && (isAgain || content.byteLength > fileParts.PART_BYTES)

/**
 * Sends one file: a small one whole, a large one and one that failed before in parts, of which only those travel that have
 * not arrived yet. The same request id again answers with the same file.
 * @throws {ApiError} through `sent`; `client.offline` when no answer came.
 */
export function upload(file: LocalFile, { requestId, sender, onProgress, isAgain = false }: Options): Upload {
  let isAborted = false
  let stop = () => undefined as void
  const whole = () =>
    sender.withToken(async (token) => {
      const url = __API_BASE__ + urlOf(files.upload, { query: { purpose: sender.purpose, requestId } })
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
    return sendInParts(content, { requestId, sender, onProgress, isAborted: () => isAborted })
  }
  const abort = () => {
    isAborted = true
    stop()
  }
  return { sent: send(), abort }
}
