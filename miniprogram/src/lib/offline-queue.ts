/** A photo that goes with a command: kept on the phone until the server has it. */
export interface QueuedPhoto {
  /** Under which it is kept on the phone. */
  readonly key: string
  readonly requestId: string
  /** The server's name for it, once it has arrived. */
  readonly fileId?: string
}

/** Something that somebody did and the server has not heard of for sure. */
export interface Command {
  /** The same through every repeat, so that a lost answer cannot make it happen twice. */
  readonly requestId: string
  readonly kind: string
  /** Who did it: what one person did is never sent in the name of another. */
  readonly actor: string
  /** What it is about, such as a job: what comes after something that was refused waits with it. */
  readonly lane: string
  /** In words, for the list of what waits. */
  readonly label: string
  /** When it was tapped; null when the server is to take the time at which it hears of it. */
  readonly at: string | null
  /** The version that was on the screen; null where the call knows none. */
  readonly version: number | null
  readonly body: Readonly<Record<string, unknown>>
  readonly photos: readonly QueuedPhoto[]
  /** Why the server said no; it stays until the person tries again or gives it up. */
  readonly refusal?: Refusal
}

export interface Refusal {
  readonly code: string
  readonly title: string
}

/** Everything that waits, in the order in which it was done. */
export interface Queue {
  readonly items: readonly Command[]
  /** Versions as the answers to own commands told them, by lane: the next own command builds upon them. */
  readonly known: Readonly<Record<string, number>>
}

export const emptyQueue: Queue = { items: [], known: {} }

/** Lanes that are remembered after their last command has gone. */
const LANES = 100

/** At the end of the queue; a second tap on the same thing adds nothing. */
export function add(queue: Queue, command: Command): Queue {
  const last = queue.items.filter(({ lane }) => lane === command.lane).at(-1)
  const isTwice = last && !last.refusal && command.version !== null && last.kind === command.kind
  return isTwice ? queue : { ...queue, items: [...queue.items, command] }
}

/** Whether something earlier of its lane was refused: what builds upon that waits for the person. */
export const isHeldUp = (items: readonly Command[], { requestId, lane, version }: Command): boolean =>
  version !== null &&
  items
    .slice(
      0,
      items.findIndex((item) => item.requestId === requestId),
    )
    .some((other) => other.lane === lane && other.refusal && other.version !== null)

/**
 * What is sent next: the oldest of this person. One after another, across lanes too, because pausing one job and starting the
 * next is refused the other way round.
 */
export const next = ({ items }: Queue, actor: string): Command | undefined =>
  items.find((item) => item.actor === actor && !item.refusal && !isHeldUp(items, item))

/** The version to send: what was seen, or newer where the person's own earlier command has made it so. */
export const versionOf = ({ known }: Queue, { version, lane }: Command): number | null =>
  version === null ? null : Math.max(version, known[lane] ?? 0)

const change = (queue: Queue, requestId: string, now: (command: Command) => Command): Queue => ({
  ...queue,
  items: queue.items.map((item) => (item.requestId === requestId ? now(item) : item)),
})

/** The server has done it. */
export function answered(queue: Queue, { requestId, lane }: Command, version: number | null): Queue {
  const items = queue.items.filter((item) => item.requestId !== requestId)
  if (version === null) return { ...queue, items }
  const others = Object.entries(queue.known).filter(([name]) => name !== lane)
  return { items, known: Object.fromEntries([...others.slice(1 - LANES), [lane, version]]) }
}

/** The server said no. */
export const refused = (queue: Queue, requestId: string, refusal: Refusal): Queue =>
  change(queue, requestId, (command) => ({ ...command, refusal }))

/** One of its photos has arrived. */
export const photoSent = (queue: Queue, requestId: string, key: string, fileId: string): Queue =>
  change(queue, requestId, (command) => ({
    ...command,
    photos: command.photos.map((photo) => (photo.key === key ? { ...photo, fileId } : photo)),
  }))

export interface Again {
  /** As the screen shows it now. */
  readonly version?: number | undefined
  readonly newId: () => string
}

/** A phone's clock that is wrong, or that was without a network for too long: then the server's time counts. */
const isLate = ({ code }: Refusal) => code === 'workorder.clock_wrong'
/** Files that were not used within a day are gone; they are sent anew. */
const isGone = ({ code }: Refusal) => code === 'files.not_found'

/** Tries a refused command again, upon what the screen shows now. */
export const again = (queue: Queue, requestId: string, { version, newId }: Again): Queue =>
  change(queue, requestId, ({ refusal, ...command }) => ({
    ...command,
    version: command.version === null ? null : Math.max(command.version, version ?? 0),
    at: refusal && isLate(refusal) ? null : command.at,
    photos:
      refusal && isGone(refusal) ? command.photos.map(({ key }) => ({ key, requestId: newId() })) : command.photos,
  }))

/** The person gives it up. */
export const dropped = (queue: Queue, requestId: string): Queue => ({
  ...queue,
  items: queue.items.filter((item) => item.requestId !== requestId),
})
