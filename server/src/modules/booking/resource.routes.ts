import { leave, resources, services, storeSettings } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { previewFamily, putFamily } from './family-change.service'
import { approveLeave, previewApproval } from './leave-decision.service'
import { previewChange, previewPolicy, putPolicy, saveChange, type Asking } from './resource-change.service'
import { createService, previewService, putService } from './service-change.service'
import { previewSettings, putSettings } from './store-change.service'

const askingOf = ({ actor, request }: { actor: Asking['actor']; request: { id: string } }): Asking => ({
  ...{ actor, requestId: request.id },
})

/** Changes of what a store has to work with. They live here because they ask which bookings lose their seat. */
export const resourceRoutes = [
  bind(resources.previewChange, (app, input) => previewChange(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.saveChange, (app, input) => saveChange(app, askingOf(input), input.params.storeId, input.body)),
  bind(leave.preview, (app, input) => previewApproval(app, askingOf(input), input.params.requestId, input.body)),
  bind(leave.approve, (app, input) => approveLeave(app, askingOf(input), input.params.requestId, input.body)),
  bind(resources.previewPolicy, (app, input) => previewPolicy(app, askingOf(input), input.params.storeId, input.body)),
  bind(resources.savePolicy, (app, input) => putPolicy(app, askingOf(input), input.params.storeId, input.body)),
  bind(services.add, (app, input) => createService(app, askingOf(input), input.body)),
  bind(services.preview, (app, input) => previewService(app, askingOf(input), input.params.serviceId, input.body)),
  bind(services.save, (app, input) => putService(app, askingOf(input), input.params.serviceId, input.body)),
  bind(services.previewFamily, (app, input) => previewFamily(app, askingOf(input), input.body.change)),
  bind(services.addFamily, (app, input) => {
    const { affectedSeen, ...family } = input.body
    return putFamily(app, askingOf(input), { kind: 'add', family }, affectedSeen)
  }),
  bind(services.changeFamily, (app, input) => {
    const { affectedSeen, version, ...family } = input.body
    const { familyId } = input.params
    return putFamily(app, askingOf(input), { kind: 'change', familyId, version, family }, affectedSeen)
  }),
  bind(services.removeFamily, async (app, input) => {
    const { affectedSeen, version } = input.query
    const { familyId } = input.params
    await putFamily(app, askingOf(input), { kind: 'remove', familyId, version }, affectedSeen)
    return {}
  }),
  bind(storeSettings.preview, (app, input) => previewSettings(app, askingOf(input), input.params.storeId, input.body)),
  bind(storeSettings.save, (app, input) => putSettings(app, askingOf(input), input.params.storeId, input.body)),
]
