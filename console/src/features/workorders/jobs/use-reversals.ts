import { workorder, type Body } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { uuid } from '../../../lib/uuid'
import { useToast } from '../../../ui/use-toast'
import { useUndo } from '../../../ui/use-undo'
import { workshopKey } from '../use-workorders'
import { words } from './words'

/** A job that may be given away, as it is before. */
export interface Dispatchable {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly isNew: boolean
  readonly teamSize: number
  /** Who has it now, and where. */
  readonly people: readonly string[]
  readonly bayId: string | null
}

type Seat = Pick<Body<typeof workorder.dispatch>, 'technicianIds' | 'bayId'>

const seatOf = ({ people, bayId }: Dispatchable): Seat | null =>
  people.length === 0 || bayId === null ? null : { technicianIds: [...people], bayId }

/** What the dispatcher did, said with the way back. */
export function useReversals() {
  const client = useQueryClient()
  const store = useStore()
  const toast = useToast()
  const undo = useUndo(words.nothingToUndo)
  const refresh = () => void client.invalidateQueries({ queryKey: workshopKey(store.id) })
  /** One id however often it is asked for. */
  const offer = (text: string, act: (requestId: string) => Promise<unknown>, undone: string) => {
    const requestId = uuid()
    undo.offer({ text, label: words.undo, undone, act: () => act(requestId).finally(refresh) })
  }
  const giveBack =
    ({ id }: Dispatchable, seat: Seat, version: number) =>
    (requestId: string) =>
      call(workorder.dispatch, { params: { jobId: id }, body: { ...seat, version, requestId } })
  const takeBack =
    ({ id }: Dispatchable, version: number) =>
    (requestId: string) =>
      call(workorder.withdrawDispatch, { params: { jobId: id }, body: { version, requestId } })
  return {
    undo: undo.undo,
    /** @param version of the job afterwards */
    dispatched: (job: Dispatchable, names: string, version: number) => {
      const seat = seatOf(job)
      const text = words.given(job.name, names)
      if (job.isNew) offer(text, takeBack(job, version), words.undone(job.name))
      else if (seat) offer(text, giveBack(job, seat, version), words.undone(job.name))
      else toast.done(text)
    },
    withdrawn: (job: Dispatchable, version: number) => {
      const seat = seatOf(job)
      if (seat) offer(words.withdrawn(job.name), giveBack(job, seat, version), words.undone(job.name))
    },
  }
}

export type Reversals = ReturnType<typeof useReversals>
