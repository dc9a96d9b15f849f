interface Line {
  inside: number
  readonly waiting: (() => void)[]
}

/** Lets so many through per key at a time; the others stand in line, first come first served. */
export class Turnstile {
  private readonly lines = new Map<string, Line>()

  constructor(private readonly width: number) {}

  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(key) ?? { inside: 0, waiting: [] }
    this.lines.set(key, line)
    // Whoever leaves hands the place over, so that nobody jumps the line.
    if (line.inside < this.width) line.inside++
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else if (--line.inside === 0) this.lines.delete(key)
    }
  }
}
