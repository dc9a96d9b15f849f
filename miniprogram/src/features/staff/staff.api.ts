import { workorder, type BodyIn } from '@pitlane/contract'
import { ApiError, problemOf } from '../../lib/api-error'
import type { Command, QueuedPhoto } from '../../lib/offline-queue'
import type { Sender } from '../../lib/parts'
import { keptFile } from '../../lib/platform/keep-file'
import type { Verdict } from '../../lib/queue-runner'
import { upload } from '../../lib/upload'
import { staffApi, withStaffToken } from './staff-session'
import { text } from './staff.text'

/** The photo has been cleared away from the phone: only giving up helps. */
class PhotoLost extends Error {}

const workshop: Sender = { purpose: 'workshop', withToken: withStaffToken }

/**
 * Sends one photo, or what is missing of it. The same request id again answers with the same file, after a restart of the app too.
 * @throws {PhotoLost}
 */
export async function uploadPhoto(
  { key, requestId }: QueuedPhoto,
  onProgress: (percent: number) => void,
): Promise<string> {
  const file = await keptFile(key)
  if (!file) throw new PhotoLost()
  const { id } = await upload(file, { requestId, sender: workshop, onProgress }).sent
  return id
}

type Send = (command: Command, version: number, photoIds: readonly string[]) => Promise<{ readonly version?: number }>

/** What one kind of command holds is written by the screen that makes it, and read only here. */
const bodyOf = <T>(command: Command) => command.body as T
const done = ({ at }: Command) => (at === null ? {} : { at })
const job = ({ lane }: Command) => ({ jobId: lane })

const sends: Readonly<Record<string, Send>> = {
  start: (command, version) =>
    staffApi(workorder.startJob, {
      params: job(command),
      body: { requestId: command.requestId, version, ...done(command) },
    }),
  pause: (command, version) =>
    staffApi(workorder.pauseJob, {
      params: job(command),
      body: {
        ...bodyOf<Pick<BodyIn<typeof workorder.pauseJob>, 'reason' | 'note'>>(command),
        ...{ requestId: command.requestId, version, ...done(command) },
      },
    }),
  finish: (command, version, photoIds) =>
    staffApi(workorder.finishJob, {
      params: job(command),
      body: {
        ...{ requestId: command.requestId, version, ...done(command) },
        ...{ photoIds: [...photoIds], isSelfChecked: true, note: '' },
      },
    }),
  addon: async (command, _version, photoIds) => {
    const { workorderId, ...body } = bodyOf<AddonBody>(command)
    await staffApi(workorder.proposeAddon, {
      params: { workorderId },
      body: { ...body, requestId: command.requestId, photoIds: [...photoIds] },
    })
    return {}
  },
  help: async (command) => {
    const { note } = bodyOf<{ note: string }>(command)
    await staffApi(workorder.askForHelp, { params: job(command), body: { requestId: command.requestId, note } })
    return {}
  },
  check: (command, version, photoIds) =>
    staffApi(workorder.checkJob, {
      params: job(command),
      body: {
        ...bodyOf<CheckBody>(command),
        ...{ requestId: command.requestId, version, photoIds: [...photoIds] },
      },
    }),
  qc: (command, version, photoIds) =>
    staffApi(workorder.judgeQc, {
      params: { workorderId: command.lane },
      body: { ...bodyOf<QcBody>(command), requestId: command.requestId, version, photoIds: [...photoIds] },
    }),
}

type CheckBody = Pick<BodyIn<typeof workorder.checkJob>, 'isPassed' | 'reason'>
export type AddonBody = Omit<BodyIn<typeof workorder.proposeAddon>, 'requestId' | 'photoIds'> & {
  readonly workorderId: string
}
export type QcBody = Omit<BodyIn<typeof workorder.judgeQc>, 'requestId' | 'version' | 'photoIds'>

/** Sends a command and answers with the version that it made, where it made one. */
export async function deliver(
  command: Command,
  version: number | null,
  photoIds: readonly string[],
): Promise<number | null> {
  const send = sends[command.kind]
  if (!send) throw new Error(`unknown kind ${command.kind}`)
  const answer = await send(command, version ?? 0, photoIds)
  return answer.version ?? null
}

/** A moment later the same call may go through. */
const PASSING = [408, 425, 429]

/** It only goes through once other photos are used: trying again by itself helps nobody. */
const TOO_MANY = 'files.too_many_waiting'

/** What became of a command. */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof PhotoLost) return { code: 'files.lost', title: text.sync.lost }
  if (!(error instanceof ApiError)) return 'trouble'
  const { code, status, title } = problemOf(error)
  if (code === 'client.offline') return 'offline'
  if (status === 401) return 'login'
  if (code === TOO_MANY) return { code, title: text.sync.tooMany }
  if (PASSING.includes(status)) return 'offline'
  return status >= 500 ? 'trouble' : { code, title }
}
