import type { JobHandler } from '../../platform/app'
import { sweep } from './files.service'

/** Runs a day after each file was sent, and finds most of them in use. */
export const sweepFile: JobHandler = {
  kind: 'files.sweep',
  run: (app, { id, media, contentType }) =>
    sweep(app, { id: String(id), media: media === 'voice' ? 'voice' : 'photo', contentType: String(contentType) }),
}
