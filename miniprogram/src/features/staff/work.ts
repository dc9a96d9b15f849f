import { workorder } from '@pitlane/contract'
import { useEffect, useRef } from 'react'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'
import { keptAnswer } from './kept-answer'
import { staffApi, useStaff } from './staff-session'
import { useWorkNews } from './staff-live'
import { useQueue } from './staff-queue'

/** For when the socket cannot get through. */
const POLL_MS = 30_000

export const readSheet = (workorderId: string) =>
  keptAnswer(`qc.${workorderId}`, () => staffApi(workorder.qcSheet, { params: { workorderId } }))

/** The name tells the shape: an answer that an older app has kept is none. */
const readPlaces = () => keptAnswer('work.2', () => staffApi(workorder.myWork, {}))

/** Sheets that were fetched ahead since the app started. */
const ahead = new Set<string>()

/** Sheets are fetched with the list, once for each time that a car comes, so that a check can begin where there is no network. */
async function readWork() {
  const work = await readPlaces()
  if (!work.isStale) {
    const cars = work.value.places.flatMap(({ qc }) => qc)
    const fresh = cars.filter(({ workorderId, rejections }) => !ahead.has(`${workorderId}.${rejections}`))
    await Promise.all(
      fresh.map(async ({ workorderId, rejections }) => {
        await readSheet(workorderId).catch(() => undefined)
        ahead.add(`${workorderId}.${rejections}`)
      }),
    )
  }
  return work
}

/** The version that the server has of what a command is about; undefined where it is not among the person's work any more. */
export async function readVersion(kind: string, lane: string): Promise<number | undefined> {
  if (kind === 'qc') return (await readSheet(lane)).value.version
  const { places } = (await readPlaces()).value
  const known = places.flatMap(({ jobs, checks }) => [...jobs, ...checks])
  return known.find(({ job }) => job.id === lane)?.job.version
}

/** What the person has to do now. It is read again whenever something of theirs has been sent. */
export function useWork() {
  const actor = useStaff()?.id
  const remote = useRemote(async () => (actor ? readWork() : undefined), [actor])
  const reload = useOneAtATime(remote.reload)
  const { own } = useQueue()
  const waiting = own.length
  const before = useRef(waiting)
  useEffect(() => {
    if (before.current !== waiting) void reload()
    before.current = waiting
  }, [reload, waiting])
  usePolling(() => (actor ? reload() : undefined), POLL_MS)
  useReturn(reload)
  const places = remote.data?.value.places ?? []
  useWorkNews(actor !== undefined, reload)
  return {
    ...remote,
    reload,
    own,
    tasks: places.flatMap(({ jobs }) => jobs),
    checks: places.flatMap(({ checks }) => checks),
    cars: places.flatMap(({ qc }) => qc),
  }
}

export type Work = ReturnType<typeof useWork>
