import { fileParts, files } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { viewOf } from './files.queries'
import { discard, open, receive } from './files.service'
import { complete, keepPart, start } from './uploading.service'

export const filesRoutes = [
  bind(files.upload, async (app, { actor, query, file }) => viewOf(app, await receive(app, actor, query, file))),
  bind(files.discard, async (app, { actor, params }) => {
    await discard(app, actor, params.fileId)
    return {}
  }),
  bind(fileParts.start, (app, { actor, body }) => start(app, actor, body)),
  bind(fileParts.put, async (app, { actor, params, file }) => {
    await keepPart(app, actor, params.uploadId, params.part, file)
    return {}
  }),
  bind(fileParts.complete, async (app, { actor, params }) => viewOf(app, await complete(app, actor, params.uploadId))),
  bind(files.read, (app, { params, query }) => open(app, { ...params, ...query })),
]
