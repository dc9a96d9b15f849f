import { workorder, type View } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { useToast } from '../../../ui/use-toast'
import { useCommand } from '../use-command'
import { workshopKey } from '../use-workorders'
import type { Dispatchable, Reversals } from './use-reversals'
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

const namesOf = (team: readonly Offer[]) => team.map(({ name }) => name).join('、')
const hasPerson = (team: readonly Offer[], { technicianId }: Offer) =>
  team.some((one) => one.technicianId === technicianId)

const toggled = (team: readonly Offer[], offer: Offer): readonly Offer[] =>
  hasPerson(team, offer) ? team.filter(({ technicianId }) => technicianId !== offer.technicianId) : [...team, offer]

/** When all of them can begin, as it was offered. */
const latestOf = (team: readonly Offer[]): string | undefined =>
  team
    .flatMap(({ startsAt }) => startsAt ?? [])
    .sort()
    .at(-1)

/**
 * One click gives the job away; of a job for several people, the click that makes the team complete. `give` says so of who
 * cannot take it.
 */
export function useDispatch(job: Dispatchable, reversals: Reversals, onDone?: () => void) {
  const toast = useToast()
  const [team, setTeam] = useState<readonly Offer[]>([])
  const given = useRef({ job, names: '' })
  const action = useCommand(workorder.dispatch, ({ version }) => {
    const { job: before, names } = given.current
    reversals.dispatched(before, names, version)
    setTeam([])
    onDone?.()
  })
  const send = (people: readonly Offer[], bayId: string) => {
    given.current = { job, names: namesOf(people) }
    const technicianIds = people.map(({ technicianId }) => technicianId)
    action.run({ jobId: job.id }, { version: job.version, technicianIds, bayId, startsAt: latestOf(people) })
  }
  const isHolder = ({ technicianId }: Offer) => job.people.includes(technicianId)
  const pick = (offer: Offer) => {
    const next = toggled(team, offer)
    setTeam(next)
    const bayId = next[0]?.bay?.id
    if (next.length === job.teamSize && bayId) send(next, bayId)
  }
  const give = (offer: Offer) => {
    if (action.isBusy) return
    if (!offer.canDo || !offer.bay) return toast.warn(words.cannotTake(offer.name))
    if (job.teamSize > 1) return pick(offer)
    if (isHolder(offer)) return toast.note(words.hasIt(offer.name))
    send([offer], offer.bay.id)
  }
  const isPicked = (offer: Offer) => hasPerson(team, offer)
  return { ...action, give, isHolder, isPicked, lacking: job.teamSize - team.length, teamSize: job.teamSize }
}
