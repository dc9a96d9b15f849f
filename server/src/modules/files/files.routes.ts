import { files } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { viewOf } from './files.queries'
import { discard, open, receive } from './files.service'

export const filesRoutes = [
  bind(files.upload, async (app, { actor, query, file }) => viewOf(app, await receive(app, actor, query, file))),
  bind(files.discard, async (app, { actor, params }) => {
    await discard(app, actor, params.fileId)
    return {}
  }),
  bind(files.read, (app, { params, query }) => open(app, { ...params, ...query })),
]
