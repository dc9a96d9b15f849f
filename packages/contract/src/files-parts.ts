import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Nothing } from './fields'
import { FilePurpose, limits, upload } from './files'

/** What one part holds; only the last may hold less. */
export const PART_BYTES = 256 * 1024

export const partsOf = (bytes: number): number => Math.ceil(bytes / PART_BYTES)

const UploadView = z.object({
  uploadId: Id,
  partBytes: z.int(),
  /** Numbers of the parts that are here already, from 0. */
  received: z.array(z.int()),
})

export const start = endpoint({
  method: 'POST',
  path: '/api/file-uploads',
  summary:
    'Begins, or takes up again, a file that travels in parts, as bad networks need it. The same `requestId` again answers with the same upload and what has arrived of it. Kept for 24 hours.',
  access: 'session',
  limit: { points: 120, seconds: 300, by: 'session' },
  body: z.object({
    purpose: FilePurpose,
    bytes: z.int().check(z.minimum(1), z.maximum(limits.photoBytes)),
    /** Of the whole file, in lower-case hexadecimal digits. */
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    /** Made once per file by the client; the one of a plain upload of the same file may be used again. */
    requestId: z.uuid(),
  }),
  response: UploadView,
  errors: ['files.upload_differs', 'files.too_many_waiting'],
})

export const put = endpoint({
  method: 'PUT',
  path: '/api/file-uploads/:uploadId/parts/:part',
  summary: 'Sends one part as the body, in any order. Sending it again changes nothing.',
  access: 'session',
  limit: { points: 1200, seconds: 300, by: 'session' },
  params: z.object({
    uploadId: Id,
    part: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(partsOf(limits.photoBytes) - 1)),
  }),
  upload: { maxBytes: PART_BYTES, tooLarge: 'files.part_wrong' },
  response: Nothing,
  errors: ['files.upload_not_found', 'files.part_wrong'],
})

export const complete = endpoint({
  method: 'POST',
  path: '/api/file-uploads/:uploadId/completion',
  summary:
    'Puts the parts together, compares size and sum, and takes the file in as a plain upload would. A repeat answers the same. After `files.incomplete` begin again: the answer tells what is missing.',
  access: 'session',
  limit: { points: 120, seconds: 300, by: 'session' },
  params: z.object({ uploadId: Id }),
  response: upload.response,
  errors: [...upload.errors, 'files.upload_not_found', 'files.incomplete'],
})
