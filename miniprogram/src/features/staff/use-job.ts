import type { workorder } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { backOr } from '../../lib/back-or'
import { routes } from '../../lib/routes'
import { doIt } from './do-it'
import { sayPlate, type Task } from './find-jobs'
import { useKeptPhotos } from './kept-photos'
import { text } from './staff.text'

const words = text.job

/** What can be done to one job at the car. */
export function useJob({ job, plate }: Task) {
  const [open, setOpen] = useState<'pause' | 'help'>()
  const [problem, setProblem] = useState<string>()
  const photos = useKeptPhotos(job.id)
  const label = `${sayPlate(plate)} ${job.name}`
  const about = { lane: job.id, label, version: job.version }
  const close = () => setOpen(undefined)

  const start = () => void doIt({ ...about, kind: 'start' }, words.started)
  const pause = (reason: workorder.PauseReason, note: string) => {
    if (doIt({ ...about, kind: 'pause', body: { reason, note } }, words.paused)) close()
  }
  const finish = () => {
    if (photos.keys.length === 0) return setProblem(words.photoMissing)
    setProblem(undefined)
    if (!doIt({ ...about, kind: 'finish', photos: photos.keys }, words.finished)) return
    photos.handOver()
    void backOr(routes.staff)
  }
  const help = (note: string) => {
    if (doIt({ ...about, kind: 'help', version: null, body: { note } }, text.help.sent)) close()
  }
  const propose = () => void Taro.navigateTo({ url: routes.staffAddon(job.id) })
  return { open, setOpen, close, problem, photos, start, pause, finish, help, propose }
}

export type JobDeeds = ReturnType<typeof useJob>
