import { files } from '@pitlane/contract'
import { problemOf, type ApiProblem } from '../../lib/api-error'
import type { LocalFile, Recorded } from '../../lib/local-file'
import { createStore, type Store } from '../../lib/store'
import type { Upload } from '../../lib/upload'
import { uuid } from '../../lib/uuid'
import { discard, isUseless, sendOwn } from './files.api'

/** One photo or recording on its way to the store. */
export interface Attached {
  /** Also the request id: a repeat after a lost answer makes no second file. */
  readonly key: string
  readonly media: 'photo' | 'voice'
  readonly file: LocalFile
  /** 0 for a photo. */
  readonly seconds: number
  /** `useless`: the server looked at it and refused it, so that only taking it away helps. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'useless'
  readonly percent: number
  readonly fileId?: string
  readonly problem?: ApiProblem
}

/** At the same time; a mini-program has ten connections for everything. */
const LANES = 2
const PAUSES_MS = [1000, 3000]

/**
 * Sends photos and voice while the owner goes on writing: two at a time, each up to three times, and nothing before somebody
 * is logged in. It knows no screen, so that none can lose what it does.
 */
export class Attachments {
  readonly items: Store<readonly Attached[]> = createStore<readonly Attached[]>([])
  private readonly running = new Map<string, Upload>()
  private waiters: (() => void)[] = []
  private isClosed = false
  private finish: () => Promise<void> = () => Promise.resolve()

  constructor(private readonly canSend: () => boolean) {}

  addPhotos(photos: readonly LocalFile[]): void {
    const room = files.limits.photos - this.all.filter(({ media }) => media === 'photo').length
    this.add(photos.slice(0, room).map((file) => fresh({ key: uuid(), media: 'photo', file, seconds: 0 })))
  }

  /** In place of the one before. */
  setVoice({ file, seconds }: Recorded): void {
    this.all.forEach(({ key, media }) => media === 'voice' && this.remove(key))
    this.add([fresh({ key: uuid(), media: 'voice', file, seconds })])
  }

  /** How the microphone ends a recording; it resolves at once when there is none. */
  recordedBy(finish: () => Promise<void>): void {
    this.finish = finish
  }

  /** Ends the recording that is under way and adds it. */
  endRecording(): Promise<void> {
    return this.finish()
  }

  remove(key: string): void {
    const gone = this.all.find((item) => item.key === key)
    this.items.set(this.all.filter((item) => item.key !== key))
    this.running.get(key)?.abort()
    if (gone?.fileId) void discard(gone.fileId)
    this.pump()
  }

  /** Sends what waits, and tries again what failed. */
  start(): void {
    this.again(
      ({ state }) => state === 'failed',
      ({ key }) => key,
    )
  }

  /** What was sent is not there any more: all of it is sent anew. */
  renew(): void {
    this.again(({ state }) => state === 'sent', uuid)
  }

  /** Forgets what could not be sent. */
  dropFailed(): void {
    this.items.set(this.all.filter(({ state }) => state !== 'failed' && state !== 'useless'))
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push(resolve)
      this.pump()
    })
  }

  /** The page is left: what is under way stops. */
  close(): void {
    this.isClosed = true
    this.running.forEach(({ abort }) => abort())
    this.pump()
  }

  private get all(): readonly Attached[] {
    return this.items.get()
  }

  private change(key: string, now: Partial<Attached>): void {
    this.items.set(this.all.map((item) => (item.key === key ? { ...item, ...now } : item)))
  }

  private isWanted(key: string): boolean {
    return !this.isClosed && this.all.some((item) => item.key === key)
  }

  private add(more: readonly Attached[]): void {
    this.items.set([...this.all, ...more])
    this.pump()
  }

  private again(isAgain: (item: Attached) => boolean, keyOf: (item: Attached) => string): void {
    this.items.set(this.all.map((item) => (isAgain(item) ? fresh({ ...item, key: keyOf(item) }) : item)))
    this.pump()
  }

  /** Starts what may start, and tells those who wait when nothing is left to do. */
  private pump(): void {
    const isIdle = this.isClosed || !this.canSend()
    if (!isIdle) {
      const free = LANES - this.all.filter(({ state }) => state === 'sending').length
      const next = this.all.filter(({ state }) => state === 'waiting')
      next.slice(0, Math.max(0, free)).forEach((item) => void this.send(item))
    }
    if (!isIdle && this.all.some(({ state }) => state === 'waiting' || state === 'sending')) return
    this.waiters.forEach((done) => done())
    this.waiters = []
  }

  private async send(item: Attached): Promise<void> {
    const { key } = item
    this.change(key, { state: 'sending', percent: 0 })
    try {
      await this.persist(item)
    } catch (error) {
      const state = isUseless(error) ? 'useless' : 'failed'
      if (this.isWanted(key)) this.change(key, { state, problem: problemOf(error) })
    } finally {
      this.running.delete(key)
      this.pump()
    }
  }

  /** On bad networks most that fails once succeeds a moment later; what comes further each time goes on as long as it does. */
  private async persist(item: Attached): Promise<void> {
    let furthest = 0
    for (let tries = 0, isAgain = false; ; tries++, isAgain = true) {
      try {
        return await this.attempt(item, isAgain)
      } catch (error) {
        const percent = this.percentOf(item.key)
        if (percent > furthest) tries = 0
        furthest = Math.max(furthest, percent)
        const pause = PAUSES_MS[tries]
        if (pause === undefined || isUseless(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
        if (!this.isWanted(item.key)) return
      }
    }
  }

  private percentOf(key: string): number {
    return this.all.find((item) => item.key === key)?.percent ?? 0
  }

  private async attempt({ key, file }: Attached, isAgain: boolean): Promise<void> {
    const under = sendOwn(file, key, (percent) => this.change(key, { percent }), isAgain)
    this.running.set(key, under)
    const { id } = await under.sent
    if (this.isWanted(key)) this.change(key, { state: 'sent', percent: 100, fileId: id })
    // Taken away while it arrived; after the page is left nobody knows what becomes of it.
    else if (!this.isClosed) void discard(id)
  }
}

const fresh = ({ key, media, file, seconds }: Pick<Attached, 'key' | 'media' | 'file' | 'seconds'>): Attached => ({
  ...{ key, media, file, seconds },
  ...{ state: 'waiting', percent: 0 },
})
