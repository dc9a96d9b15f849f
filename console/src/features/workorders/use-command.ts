import type { BodyIn, Call, Endpoint, ParamsIn, View } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { useAction, type Action } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { workshopKey } from './use-workorders'

type Given<E extends Endpoint> = Omit<BodyIn<E>, 'requestId'>

/** One id per intent: the same words after a lost answer are the same request, other words are another one. */
function useRequestIds() {
  const last = useRef<{ intent: string; id: string } | null>(null)
  return {
    of(given: object): string {
      const intent = JSON.stringify({ ...given, version: undefined })
      if (last.current?.intent !== intent) last.current = { intent, id: uuid() }
      return last.current.id
    },
    done: () => {
      last.current = null
    },
  }
}

/**
 * A command of the workshop. Whatever comes of it, the page is read anew; what was typed stays with the form, so that a
 * refusal because of a colleague costs nobody a word.
 */
export function useCommand<E extends Endpoint>(
  endpoint: E,
  onDone?: (answer: View<E>) => void,
): Action<[params: ParamsIn<E>, given: Given<E>]> {
  const client = useQueryClient()
  const store = useStore()
  const ids = useRequestIds()
  const refresh = () => void client.invalidateQueries({ queryKey: workshopKey(store.id) })
  const work = async (params: ParamsIn<E>, given: Given<E>) => {
    const body = { ...given, requestId: ids.of(given) }
    try {
      const answer = await call(endpoint, { params, body } as unknown as Call<E>)
      ids.done()
      refresh()
      return answer
    } catch (error) {
      // The server has answered: the next attempt is a new one.
      if (isApiError(error) && error.status > 0 && error.status < 500) ids.done()
      if (isApiError(error) && error.status > 0) refresh()
      throw error
    }
  }
  return useAction(work, onDone)
}
