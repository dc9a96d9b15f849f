import type { resources } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { settingsKey } from './use-resources'

type Affected = readonly resources.AffectedBooking[]

interface Ways<I, T> {
  readonly preview: (input: I) => Promise<{ affected: Affected }>
  readonly save: (input: I, affectedSeen: number) => Promise<T>
  readonly onSaved: (result: T) => void
}

/** What is asked before a change that touches bookings is saved. */
export interface Question {
  readonly affected: Affected
  /** The list was another one a moment ago. */
  readonly isNew: boolean
}

export interface GuardedSave<I> {
  /** Saves at once when no booking is touched; otherwise asks first. */
  readonly start: (input: I) => void
  readonly question: Question | null
  readonly confirm: () => void
  readonly goBack: () => void
  readonly isBusy: boolean
  readonly error: unknown
}

type Outcome<I, T> = { readonly input: I; readonly question: Question } | { readonly result: T }

/** Someone else was faster: what this screen shows is old or gone, and is read again. */
const isStale = (e: unknown) => isApiError(e) && /_(changed|not_found)$/.test(e.code)

/** Preview, then save: nobody saves a change without having seen which bookings it touches. */
export function useGuardedSave<I, T>({ preview, save, onSaved }: Ways<I, T>): GuardedSave<I> {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  const [asked, setAsked] = useState<{ input: I; question: Question } | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: settingsKey(storeId) })

  const attempt = async (input: I, seen: Affected | null): Promise<Outcome<I, T>> => {
    const affected = seen ?? (await preview(input)).affected
    if (seen === null && affected.length > 0) return { input, question: { affected, isNew: false } }
    try {
      return { result: await save(input, affected.length) }
    } catch (e) {
      if (!isApiError(e, 'booking.impact_changed')) throw e
      return { input, question: { affected: (await preview(input)).affected, isNew: true } }
    }
  }
  const action = useAction(
    (input: I, seen: Affected | null) =>
      attempt(input, seen).catch((e: unknown) => {
        if (isStale(e)) void refresh()
        setAsked(null)
        throw e
      }),
    (outcome) => {
      if ('question' in outcome) return setAsked(outcome)
      setAsked(null)
      void refresh()
      onSaved(outcome.result)
    },
  )
  return {
    start: (input) => action.run(input, null),
    question: asked?.question ?? null,
    confirm: () => asked && action.run(asked.input, asked.question.affected),
    goBack: () => setAsked(null),
    isBusy: action.isBusy,
    error: action.error,
  }
}
