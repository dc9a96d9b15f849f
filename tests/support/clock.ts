import type { Clock } from '@pitlane/kernel'

/** A clock that stands still until it is told to move. */
export class TestClock implements Clock {
  constructor(private at: Date) {}

  now(): Date {
    return new Date(this.at)
  }

  set(instant: string): void {
    this.at = new Date(instant)
  }

  /** Moves on by so many milliseconds. */
  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms)
  }
}
