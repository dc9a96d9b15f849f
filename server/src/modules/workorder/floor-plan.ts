import { CELL_MINUTES, CELLS_PER_DAY, type Minute } from '@pitlane/kernel'
import type { JobLine } from './job.entity'

/** Minutes of a day, from and to. */
export type Span = readonly [from: Minute, to: Minute]

/** The day as it stands: now, and when the house is open. */
export interface FloorDay {
  readonly now: Minute
  readonly opensMinute: Minute
  readonly closesMinute: Minute
}

/** A job that was given to somebody, in minutes of the day that is looked at. */
export interface FloorWork {
  readonly id: string
  readonly state: JobLine['state']
  readonly workorderId: string
  readonly technicianIds: readonly string[]
  readonly bayId: string | null
  /** Planned and not worked yet; below 0 where it took longer. */
  readonly leftMinutes: number
  /** When it was worked on today. */
  readonly runs: readonly Span[]
  /** Whether it was worked on before today. */
  readonly isCarriedOver: boolean
  readonly doneMinute: Minute | null
  /** Where the plan of the day has it. */
  readonly plannedMinute: Minute | null
  /** 外协: since when today, and until when it is back; null where that is another day. */
  readonly outside: { readonly from: Minute | null; readonly to: Minute | null } | null
  /** Milliseconds. */
  readonly promisedAt: number | null
}

/** Where a job stands on the axis of the day. */
export interface Placed {
  readonly startsMinute: Minute
  readonly endsMinute: Minute
  readonly isExpected: boolean
  readonly goesOn: boolean
}

/** When each technician is there today, in order. */
export type Presence = ReadonlyMap<string, readonly Span[]>

const isOver = ({ state }: FloorWork): boolean => state === 'done' || state === 'passed' || state === 'checking'
const remaining = ({ leftMinutes }: FloorWork): number => Math.max(leftMinutes, CELL_MINUTES)

/** The end of any day. */
const MIDNIGHT = CELLS_PER_DAY * CELL_MINUTES

/** Where the car stands: what is not done today stays there. */
const placesOf = ({ bayId, workorderId }: FloorWork): string[] => [...(bayId === null ? [] : [bayId]), workorderId]

/** The house closes, or the first of the team goes home: from then on, but never before now, it goes on tomorrow. */
function limitOf({ technicianIds }: FloorWork, { closesMinute, now }: FloorDay, presence: Presence): Minute {
  const ends = technicianIds.flatMap((id) => presence.get(id)?.at(-1)?.[1] ?? [])
  return Math.max(now, Math.min(closesMinute, ...ends))
}

function expected(start: Minute, end: Minute, limit: Minute): Placed {
  const goesOn = end > limit
  const endsMinute = goesOn ? limit : end
  return { startsMinute: Math.min(start, endsMinute), endsMinute, isExpected: true, goesOn }
}

/** When it was begun today, else the hour at which the house opened. */
const begunAt = ({ runs }: FloorWork, { now, opensMinute }: FloorDay): Minute =>
  runs.length > 0 ? Math.min(...runs.map(([from]) => from)) : Math.min(opensMinute, now)

function past(work: FloorWork, day: FloorDay): Placed {
  const startsMinute = begunAt(work, day)
  const last = work.runs.length > 0 ? Math.max(...work.runs.map(([, to]) => to)) : day.now
  const endsMinute = Math.max(startsMinute, work.doneMinute ?? last)
  return { startsMinute, endsMinute, isExpected: false, goesOn: false }
}

function outside({ outside: at }: FloorWork, day: FloorDay): Placed {
  const from = at?.from ?? Math.min(day.opensMinute, day.now)
  const closes = Math.max(day.closesMinute, day.now)
  if (at?.to == null) return { startsMinute: from, endsMinute: closes, isExpected: true, goesOn: true }
  // Late: it may come at any moment.
  return { startsMinute: from, endsMinute: Math.max(from, at.to, day.now), isExpected: true, goesOn: false }
}

const begun = (work: FloorWork, day: FloorDay, presence: Presence): Placed =>
  expected(begunAt(work, day), day.now + remaining(work), limitOf(work, day, presence))

/** In the order in which the plan of the day has them, then as they were promised. */
function byTurn(day: FloorDay) {
  const turn = ({ plannedMinute }: FloorWork) => Math.max(plannedMinute ?? day.now, day.now)
  const promise = ({ promisedAt }: FloorWork) => promisedAt ?? Number.MAX_SAFE_INTEGER
  return (a: FloorWork, b: FloorWork): number => turn(a) - turn(b) || promise(a) - promise(b) || (a.id < b.id ? -1 : 1)
}

/**
 * Where the jobs of a day stand on its axis: as they went up to now, and as they go on from what is known now. What has begun is
 * worked on for what is left of it, at least a quarter of an hour; what has not begins where the plan of the day has it, as soon as its
 * people, its bay and its car are free. What does not begin today at all stands at the end of the day, without any length.
 */
export function placeJobs(jobs: readonly FloorWork[], day: FloorDay, presence: Presence): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>()
  const freeAt = new Map<string, Minute>()
  const keep = (id: string, until: Minute) => freeAt.set(id, Math.max(freeAt.get(id) ?? 0, until))
  const occupy = (work: FloorWork, at: Placed) => {
    placed.set(work.id, at)
    work.technicianIds.forEach((id) => keep(id, at.endsMinute))
    placesOf(work).forEach((id) => keep(id, at.goesOn ? MIDNIGHT : at.endsMinute))
  }
  for (const work of jobs.filter(isOver)) placed.set(work.id, past(work, day))
  for (const work of jobs.filter(({ state }) => state === 'outsourced')) occupy(work, outside(work, day))
  for (const work of jobs.filter(({ state }) => state === 'running' || state === 'paused'))
    occupy(work, begun(work, day, presence))
  for (const work of jobs.filter(({ state }) => state === 'assigned').sort(byTurn(day))) {
    const free = [...work.technicianIds, ...placesOf(work)].map((need) => freeAt.get(need) ?? 0)
    const start = Math.max(day.now, day.opensMinute, work.plannedMinute ?? 0, ...free)
    occupy(work, expected(start, start + remaining(work), limitOf(work, day, presence)))
  }
  return placed
}

/** Spans without what is cut out of them. */
export const cutOut = (spans: readonly Span[], cuts: readonly Span[]): Span[] =>
  cuts.reduce<Span[]>(
    (left, [from, to]) =>
      left.flatMap(([a, b]): Span[] => {
        const parts: Span[] = [
          [a, Math.min(b, from)],
          [Math.max(a, to), b],
        ]
        return parts.filter(([start, end]) => start < end)
      }),
    [...spans],
  )

/** Minutes from now on in which somebody is there and nothing is expected of them. */
export function openMinutes(spans: readonly Span[], busy: readonly Span[], now: Minute): number {
  const ahead = cutOut(spans, [[0, now], ...busy])
  return ahead.reduce((sum, [from, to]) => sum + to - from, 0)
}
