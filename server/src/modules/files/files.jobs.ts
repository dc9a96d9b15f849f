import type { JobHandler } from '../../platform/app'
import { sweep } from './files.service'
import { SWEEP_UPLOAD, sweepUpload } from './uploading.service'

/** Runs a day after each file was sent, and finds most of them in use. */
export const sweepFile: JobHandler = {
  kind: 'files.sweep',
  run: (app, { id, media, contentType }) =>
    sweep(app, { id: String(id), media: media === 'voice' ? 'voice' : 'photo', contentType: String(contentType) }),
}

/** Runs a day after each upload in parts began. */
export const sweepParts: JobHandler = {
  kind: SWEEP_UPLOAD,
  run: (app, { id, bytes }) => sweepUpload(app, { id: String(id), bytes: Number(bytes) }),
}
