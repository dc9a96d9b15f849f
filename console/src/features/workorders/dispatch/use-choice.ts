import { useState } from 'react'
import { blockBeside } from '../../../ui/time-axis'
import { isNew, type Block, type FloorJob } from './floor'

interface Picked {
  readonly jobId: string
  readonly key: string | null
  readonly wasNew: boolean
}

interface Given {
  readonly id: string
  readonly version: number
}

const pickOf = (job: FloorJob, key: string | null = null): Picked => ({ jobId: job.jobId, key, wasNew: isNew(job) })

const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: false })

function find(picked: Picked | null, waiting: readonly FloorJob[], blocks: readonly Block[]) {
  const ofJob = blocks.filter(({ job }) => job.jobId === picked?.jobId)
  const block = ofJob.find(({ key }) => key === picked?.key) ?? ofJob[0]
  return { block, job: waiting.find(({ jobId }) => jobId === picked?.jobId) ?? block?.job }
}

/**
 * The job that keys and the list of people are about. It stays chosen until somebody chooses another one or gives it away: what
 * comes in by itself turns no page under anybody's hand.
 */
export function useChoice(jobs: readonly FloorJob[], blocks: readonly Block[]) {
  const [picked, setPicked] = useState<Picked | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  // What was just given away is not there for a second click, while the page is still being read anew.
  const waiting = jobs.filter(({ jobId, version }) => jobId !== given?.id || version !== given.version)
  const { block, job = waiting[0] } = find(picked, waiting, blocks)
  if (job && job.jobId !== picked?.jobId) setPicked(pickOf(job))
  const pick = (next: FloorJob) => {
    setPicked(pickOf(next))
    focusOn(`[data-waiting="${next.jobId}"]`)
  }
  const pickBlock = (next: Block) => {
    setPicked(pickOf(next.job, next.key))
    focusOn(`[data-block="${next.key}"]`)
  }
  const step = (by: 1 | -1) => {
    const next = waiting[waiting.findIndex((one) => one === job) + by] ?? (block && waiting[0])
    if (next) pick(next)
  }
  const go = (key: string) => () => {
    if (!block && (key === 'ArrowLeft' || key === 'ArrowRight')) return step(key === 'ArrowRight' ? 1 : -1)
    const next = block || key === 'ArrowDown' ? blockBeside(blocks, block, key) : undefined
    if (next) pickBlock(next)
    else if (key === 'ArrowUp' && waiting[0]) pick(waiting[0])
  }
  return {
    ...{ waiting, job, block, pick, pickBlock, step, go },
    /** A colleague gave it away while it was being looked at. */
    isSurprise: job !== undefined && picked?.jobId === job.jobId && picked.wasNew && !isNew(job),
    accept: () => job && setPicked(pickOf(job, picked?.key)),
    markGiven: (done: Given) => {
      setGiven(done)
      setPicked((now) => (now?.jobId === done.id && now.wasNew ? null : now))
    },
  }
}

export type Choice = ReturnType<typeof useChoice>
