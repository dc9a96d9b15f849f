import { files } from '@pitlane/contract'
import { api, ApiError, withToken } from '../../lib/api'
import type { LocalFile } from '../../lib/local-file'
import type { Sender } from '../../lib/parts'
import { upload, type Upload } from '../../lib/upload'

const owner: Sender = { purpose: 'booking_remark', withToken }

/** Sends one file of the owner as `upload` does; `isAgain` where it failed before. */
export const sendOwn = (
  file: LocalFile,
  requestId: string,
  onProgress: (percent: number) => void,
  isAgain: boolean,
): Upload => upload(file, { requestId, sender: owner, onProgress, isAgain })

/** Deletes what was sent and is not wanted any more. When that fails, it is deleted within a day anyway. */
export const discard = (fileId: string): Promise<void> =>
  api(files.discard, { params: { fileId } }).then(
    () => undefined,
    () => undefined,
  )

/** The server looked at it and said no: sending it again changes nothing. */
export const isUseless = (error: unknown): boolean =>
  error instanceof ApiError && [400, 413, 422].includes(error.problem.status)
