import {
  add,
  again,
  answered,
  dropped,
  next,
  photoSent,
  refused,
  versionOf,
  type Command,
  type Queue,
  type QueuedPhoto,
  type Refusal,
} from './offline-queue'
import { createStore, type Store } from './store'

/** What an error means for a command: no network, a server in trouble, a log-in that is over, or a no. */
export type Verdict = 'offline' | 'trouble' | 'login' | Refusal

export interface QueuePorts {
  /** Reads what is stored: on H5 another tab may have changed it. */
  readonly load: () => Queue
  /** @throws when the phone has no room; then nothing was taken on. */
  readonly save: (queue: Queue) => void
  /** Who is logged in now. */
  readonly actor: () => string | undefined
  /** Sends what is missing of a photo and answers with its id. `onProgress` hears 0 to 100, first what arrived before. */
  readonly upload: (photo: QueuedPhoto, onProgress: (percent: number) => void) => Promise<string>
  /** Sends a command and answers with the new version, where there is one. */
  readonly deliver: (command: Command, version: number | null, photoIds: readonly string[]) => Promise<number | null>
  readonly verdictOf: (error: unknown) => Verdict
  /** The photo is not needed on the phone any more. */
  readonly letGo: (photo: QueuedPhoto) => void
  readonly newId: () => string
}

export type Condition = 'idle' | 'sending' | 'offline' | 'login'

const PAUSES_MS = [2_000, 5_000, 15_000, 30_000, 60_000]
/** A command on which the server fails this often in a row is shown, so that it cannot hold up all others for ever. */
const MOST_TROUBLE = 5

/** Sends what waits, one after another, for as long as it takes. Nothing leaves it but by an answer or by the person. */
export class QueueRunner {
  readonly queue: Store<Queue>
  readonly condition: Store<Condition> = createStore<Condition>('idle')
  /** How far the photo under way has come, 0 to 100; null while none is. */
  readonly percent: Store<number | null> = createStore<number | null>(null)
  private isRunning = false
  private isWanted = false
  private attempts = 0
  private readonly trouble = new Map<string, number>()
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly ports: QueuePorts,
    private readonly troubleTitle: string,
  ) {
    this.queue = createStore(ports.load())
  }

  /** Takes a command on: stored first, then sent. */
  put(command: Command): void {
    this.change((queue) => add(queue, command))
    this.kick()
  }

  /** Tries a refused command again. */
  retry(requestId: string, version?: number): void {
    this.trouble.delete(requestId)
    this.change((queue) => again(queue, requestId, { version, newId: this.ports.newId }))
    this.kick()
  }

  /** The person gives a command up. */
  drop(requestId: string): void {
    const gone = this.ports.load().items.find((item) => item.requestId === requestId)
    this.change((queue) => dropped(queue, requestId))
    gone?.photos.forEach(this.ports.letGo)
    this.kick()
  }

  /** Sends at once: something new waits, the network is back, or the app is looked at again. */
  kick(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.attempts = 0
    this.isWanted = true
    this.queue.set(this.ports.load())
    if (!this.isRunning) void this.run()
  }

  /** Nothing is sent by itself any more. */
  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private change(how: (queue: Queue) => Queue): void {
    const now = how(this.ports.load())
    this.ports.save(now)
    this.queue.set(now)
  }

  private async run(): Promise<void> {
    this.isRunning = true
    while (this.isWanted) {
      this.isWanted = false
      await this.flush()
    }
    this.isRunning = false
  }

  private async flush(): Promise<void> {
    for (;;) {
      const actor = this.ports.actor()
      const command = actor === undefined ? undefined : next(this.ports.load(), actor)
      if (!command) return this.condition.set('idle')
      this.condition.set('sending')
      if (!(await this.attempt(command))) return
    }
  }

  /** True when the next one may follow. */
  private async attempt(command: Command): Promise<boolean> {
    const { requestId } = command
    try {
      const photoIds = await this.sendPhotos(command)
      // Somebody else has logged in while the photos travelled.
      if (this.ports.actor() !== command.actor) return true
      const version = await this.ports.deliver(command, versionOf(this.ports.load(), command), photoIds)
      this.change((queue) => answered(queue, command, version))
      command.photos.forEach(this.ports.letGo)
      this.attempts = 0
      return true
    } catch (error) {
      const verdict = this.ports.verdictOf(error)
      if (verdict === 'login') return this.wait('login')
      if (verdict === 'offline') return this.waitLonger()
      if (verdict === 'trouble' && !this.isEnough(requestId)) return this.waitLonger()
      const refusal = verdict === 'trouble' ? { code: 'server.unexpected', title: this.troubleTitle } : verdict
      this.change((queue) => refused(queue, requestId, refusal))
      return true
    }
  }

  private isEnough(requestId: string): boolean {
    const times = (this.trouble.get(requestId) ?? 0) + 1
    this.trouble.set(requestId, times)
    return times >= MOST_TROUBLE
  }

  private wait(condition: Condition): false {
    this.condition.set(condition)
    return false
  }

  private waitLonger(): false {
    const pause = PAUSES_MS[Math.min(this.attempts++, PAUSES_MS.length - 1)] ?? 60_000
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.isWanted = true
      if (!this.isRunning) void this.run()
    }, pause)
    return this.wait('offline')
  }

  /** Each is remembered as it arrives, so that none is sent twice. */
  private async sendPhotos({ requestId, photos }: Command): Promise<string[]> {
    const ids: string[] = []
    for (const photo of photos) {
      const fileId = photo.fileId ?? (await this.sendPhoto(photo))
      if (!photo.fileId) this.change((queue) => photoSent(queue, requestId, photo.key, fileId))
      ids.push(fileId)
    }
    return ids
  }

  /** A line that carries it further is not a dead one: the next try comes soon. */
  private async sendPhoto(photo: QueuedPhoto): Promise<string> {
    let before: number | undefined
    const onProgress = (percent: number) => {
      if (before !== undefined && percent > before) this.attempts = 0
      before = percent
      this.percent.set(percent)
    }
    try {
      return await this.ports.upload(photo, onProgress)
    } finally {
      this.percent.set(null)
    }
  }
}
