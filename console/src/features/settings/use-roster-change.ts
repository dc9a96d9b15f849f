import { resources } from '@pitlane/contract'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { useGuardedSave } from './use-guarded-save'

type Change = resources.RosterChange

/** Changes bays or people; `version` is that of the roster on the screen. `onSaved` gets the id of what was changed. */
export function useRosterChange(version: number, onSaved: (subjectId: string) => void) {
  const params = { storeId: useStore().id }
  return useGuardedSave<Change, { subjectId: string }>({
    preview: (change) => call(resources.previewChange, { params, body: { version, change } }),
    save: (change, affectedSeen) => call(resources.saveChange, { params, body: { version, affectedSeen, change } }),
    onSaved: ({ subjectId }) => onSaved(subjectId),
  })
}
