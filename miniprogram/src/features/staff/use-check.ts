import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { doIt } from './do-it'
import { sayPlate, type Check } from './find-jobs'
import { useKeptDraft } from './kept-draft'
import { useKeptPhotos } from './kept-photos'
import { text } from './staff.text'

const words = text.check
const SHORTEST_REASON = 2

/** A look at what a colleague did (互检). Reason and photos are kept on the phone until they are sent. */
export function useCheck({ job, plate }: Pick<Check, 'job' | 'plate'>, onSent: Handler) {
  // After a job has come back, what was noted the time before says nothing.
  const name = `check.${job.id}.${job.rejections}`
  const [reason, setReason] = useKeptDraft(name, '')
  const [isRejecting, setOpen] = useState(reason !== '')
  const [problem, setProblem] = useState<string>()
  const photos = useKeptPhotos(name)
  const send = (isPassed: boolean) => {
    const deed = { kind: 'check', lane: job.id, label: `${sayPlate(plate)} ${job.name}`, version: job.version } as const
    const body = { isPassed, reason: isPassed ? '' : reason.trim() }
    if (!doIt({ ...deed, body, photos: photos.keys }, isPassed ? words.passed : words.rejected)) return
    photos.handOver()
    setReason(undefined)
    void onSent()
  }
  const type = (now: string) => {
    setReason(now)
    setProblem(undefined)
  }
  const setRejecting = (isOn: boolean) => {
    setOpen(isOn)
    setProblem(undefined)
  }
  const reject = () => {
    if (reason.trim().length < SHORTEST_REASON) return setProblem(words.reasonMissing)
    if (photos.keys.length === 0) return setProblem(words.photoMissing)
    send(false)
  }
  return { reason, type, problem, photos, isRejecting, setRejecting, pass: () => send(true), reject }
}

export type CheckDeeds = ReturnType<typeof useCheck>
