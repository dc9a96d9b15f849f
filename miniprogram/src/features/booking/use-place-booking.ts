import { booking, type BodyIn } from '@pitlane/contract'
import { useRef, useState } from 'react'
import { api, ApiError, problemOf, type ApiProblem } from '../../lib/api'
import { intentDone, requestIdFor } from './request-id'
import { rememberStore } from './store-choice'

/** What one booking consists of. */
export interface BookingContent {
  readonly storeId: string
  readonly serviceIds: readonly string[]
  readonly vehicleId: string
  readonly day: string
  readonly minute: number
  readonly remark: string
  /** Photos and voice; absent where there are none. */
  readonly fileIds?: readonly string[]
  readonly handover: booking.Handover
  /** A driver or a loaner car with it. */
  readonly mobility?: BodyIn<typeof booking.place>['mobility']
}

/** How the wish is met; with or without, it is the same intent. */
interface Means {
  readonly holdId?: string | undefined
  readonly laneId?: string | undefined
}

const isTimes = (value: unknown): value is booking.Alternative[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'object' && v !== null && 'day' in v && 'minute' in v)

/** The free times that a refusal carries, if any. */
export function alternativesOf(problem: ApiProblem | undefined): booking.Alternative[] {
  const times = problem?.data?.alternatives
  return isTimes(times) ? times : []
}

/** The server said no, so nothing was written; after silence or a fault the same request id must be used again. */
const isFinal = (error: unknown) =>
  error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500

/** Places bookings one at a time: a second tap while the first is under way does nothing. */
export function usePlaceBooking() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const underWay = useRef(false)

  const place = async (
    content: BookingContent,
    { holdId, laneId }: Means = {},
  ): Promise<booking.BookingView | undefined> => {
    if (underWay.current) return undefined
    underWay.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const { fileIds, ...rest } = content
      const files = fileIds ? { fileIds: [...fileIds] } : {}
      const requestId = requestIdFor(fileIds ? { ...rest, fileIds } : { ...rest })
      const serviceIds = [...content.serviceIds]
      const placed = await api(booking.place, {
        body: {
          ...rest,
          ...files,
          serviceIds,
          requestId,
          ...(holdId ? { holdId } : {}),
          ...(laneId ? { laneId } : {}),
        },
      })
      intentDone()
      rememberStore(content.storeId)
      return placed
    } catch (error) {
      if (isFinal(error)) intentDone()
      setProblem(problemOf(error))
      return undefined
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }
  return { place, isBusy, problem, dismissProblem: () => setProblem(undefined) }
}
