import { isApiError } from '../../lib/api-error'
import { useAction } from '../../lib/use-action'

export interface FleetForm {
  readonly onSaved: (name: string) => void
  readonly onBack: () => void
  /** Somebody else was faster: what is shown is old. */
  readonly onStale: () => void
}

/** Saves, and reads the list anew when somebody else was faster. */
export const useFleetSave = (save: () => Promise<unknown>, onSaved: () => void, onStale: () => void) =>
  useAction(async () => {
    try {
      return await save()
    } catch (e) {
      if (isApiError(e, 'mobility.resource_changed')) onStale()
      throw e
    }
  }, onSaved)
