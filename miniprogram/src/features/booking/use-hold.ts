import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { uuid } from '../../lib/uuid'
import { giveBack, holdTime } from './booking.api'

interface Wish {
  readonly storeId: string
  readonly serviceIds: readonly string[]
  readonly vehicleId: string
  readonly day: string
  readonly minute: number
}

/** `none`: nothing is kept, because nobody is logged in yet or because it could not be had. */
export type Holding =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'kept'; readonly until: number }
  /** It ran out; the time is as free as any other. */
  | { readonly kind: 'over' }

type Kept = { readonly key: string; readonly holdId: string }
/** What became of asking: `silent` when no answer came, and booking is still worth a try. */
type Outcome = 'kept' | 'refused' | 'silent'

const keyOf = (wish: Wish) => [wish.storeId, ...wish.serviceIds, wish.day, wish.minute].join(' ')

/** Refusals that booking would meet too; after a fault or too many calls the owner may still book. */
const isRefusal = ({ status }: ApiProblem) => status >= 400 && status < 500 && status !== 401 && status !== 429

/**
 * One request id per attempt, kept over silence: the first request may have got through, and its answer is then given again
 * instead of its time standing in the way of its own owner.
 */
function useAsk() {
  const silent = useRef<{ key: string; requestId: string }>()
  return useCallback(async (wish: Wish) => {
    const key = keyOf(wish)
    const requestId = silent.current?.key === key ? silent.current.requestId : uuid()
    silent.current = { key, requestId }
    const answer = await holdTime({ ...wish, serviceIds: [...wish.serviceIds], requestId }).catch((error: unknown) => {
      if (isRefusal(problemOf(error))) silent.current = undefined
      throw error
    })
    silent.current = undefined
    return answer
  }, [])
}

/** Says when the kept time is over. */
function useEnd(state: Holding, onOver: () => void): void {
  const until = state.kind === 'kept' ? state.until : undefined
  useEffect(() => {
    if (until === undefined) return
    const timer = setTimeout(onOver, Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until, onOver])
}

/** One attempt after the other; only what the last one brought counts. */
function useAttempts(wish: Wish | undefined) {
  const [state, setState] = useState<Holding>({ kind: 'none' })
  const [problem, setProblem] = useState<ApiProblem>()
  const latest = useRef(wish)
  const kept = useRef<Kept>()
  const turn = useRef(0)
  const underWay = useRef<Promise<Outcome>>()
  const ask = useAsk()
  useEffect(() => {
    latest.current = wish
  })

  const attempt = useCallback(
    async (wanted: Wish): Promise<Outcome> => {
      const mine = ++turn.current
      const isLatest = () => mine === turn.current
      kept.current = undefined
      setState({ kind: 'asking' })
      setProblem(undefined)
      try {
        const { holdId, heldUntil } = await ask(wanted)
        if (!isLatest()) {
          void giveBack(holdId)
          return 'silent'
        }
        kept.current = { key: keyOf(wanted), holdId }
        setState({ kind: 'kept', until: Date.parse(heldUntil) })
        return 'kept'
      } catch (error) {
        if (!isLatest()) return 'silent'
        const why = problemOf(error)
        setState({ kind: 'none' })
        if (!isRefusal(why)) return 'silent'
        setProblem(why)
        return 'refused'
      }
    },
    [ask],
  )
  const keep = useCallback((): Promise<Outcome> => {
    const promise = latest.current ? attempt(latest.current) : Promise.resolve<Outcome>('silent')
    underWay.current = promise
    return promise
  }, [attempt])

  useEffect(
    () => () => {
      turn.current++
      if (kept.current) void giveBack(kept.current.holdId)
    },
    [],
  )
  /** There is nothing to give back any more. */
  const forget = useCallback(() => {
    kept.current = undefined
  }, [])
  return { state, setState, problem, setProblem, latest, kept, underWay, keep, forget }
}

/**
 * Keeps a time while its owner looks everything over: from the moment the wish is known until the page is left. Another time
 * is another hold; another car is not, for a kept time serves any of the owner's cars.
 */
export function useHold(wish: Wish | undefined) {
  const { state, setState, problem, setProblem, latest, kept, underWay, keep, forget } = useAttempts(wish)
  useEnd(
    state,
    useCallback(() => setState({ kind: 'over' }), [setState]),
  )

  const key = wish && keyOf(wish)
  const vehicleId = wish?.vehicleId
  useEffect(() => {
    if (key !== undefined && kept.current?.key !== key) void keep()
  }, [key, vehicleId, keep, kept])

  const lost = useCallback(() => {
    forget()
    setState({ kind: 'none' })
  }, [forget, setState])

  /** Before booking: waits for an answer under way and asks again where there was none. False when the time was refused. */
  const ready = async (): Promise<boolean> => {
    if (kept.current || !latest.current) return true
    const first = await underWay.current
    return first === 'kept' || (await keep()) !== 'refused'
  }
  return {
    state,
    problem,
    dismissProblem: () => setProblem(undefined),
    keep,
    ready,
    holdId: () => kept.current?.holdId,
    /** It has become a booking. */
    taken: forget,
    /** The server says that it is gone, whatever the clock says. */
    lost,
  }
}
