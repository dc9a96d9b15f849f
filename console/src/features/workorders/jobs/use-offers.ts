import { workorder, type View } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { useToast } from '../../../ui/use-toast'
import { useCommand } from '../use-command'
import { workshopKey } from '../use-workorders'
import { words } from './words'

export type Offer = View<typeof workorder.dispatchOffers>['offers'][number]

const canTake = ({ canDo, bay }: Offer): boolean => canDo && bay !== null

/** Who can take it comes before who has no room for it today. */
const inOrder = ({ offers }: View<typeof workorder.dispatchOffers>) => ({
  offers: [...offers].sort((a, b) => Number(canTake(b)) - Number(canTake(a))),
})

/** Who should do a job, best first. */
export function useOffers(jobId: string | null) {
  const store = useStore()
  return useQuery({
    queryKey: [...workshopKey(store.id), 'offers', jobId],
    queryFn: ({ signal }) => call(workorder.dispatchOffers, { params: { jobId: jobId ?? '' } }, signal),
    select: inOrder,
    enabled: jobId !== null,
  })
}

type Job = Pick<workorder.JobView, 'id' | 'name' | 'version'>

/** One click gives the job away. `give` says so of who cannot take it. */
export function useDispatch(job: Job | undefined, onDone?: () => void) {
  const toast = useToast()
  const name = useRef('')
  const action = useCommand(workorder.dispatch, () => {
    toast.done(words.given(job?.name ?? '', name.current))
    onDone?.()
  })
  const give = (offer: Offer) => {
    if (!job || action.isBusy) return
    if (!offer.canDo || !offer.bay) return toast.warn(words.cannotTake(offer.name))
    name.current = offer.name
    action.run({ jobId: job.id }, { version: job.version, technicianIds: [offer.technicianId], bayId: offer.bay.id })
  }
  return { ...action, give }
}
