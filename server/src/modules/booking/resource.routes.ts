import { resources } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import {
  previewChange,
  previewPolicy,
  previewService,
  putPolicy,
  putService,
  saveChange,
  type Asking,
} from './resource-change.service'

const askingOf = ({ actor, request }: { actor: Asking['actor']; request: { id: string } }): Asking => ({
  ...{ actor, requestId: request.id },
})

/** Changes of what a store has to work with. They live here because they ask which bookings lose their seat. */
export const resourceRoutes = [
  bind(resources.previewChange, (app, input) => previewChange(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.saveChange, (app, input) => saveChange(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.previewPolicy, (app, input) => previewPolicy(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.savePolicy, (app, input) => putPolicy(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.previewService, (app, input) =>
    previewService(app, askingOf(input), input.params.serviceId, input.body),
  ),
  bind(resources.saveService, (app, input) => putService(app, askingOf(input), input.params.serviceId, input.body)),
]
