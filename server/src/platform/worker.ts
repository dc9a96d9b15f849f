import { SECOND_MS } from '@pitlane/kernel'
import type { App } from './app'
import { plantRecurring, runDueJobs } from './jobs'
import { describeFault } from './log'

export interface Worker {
  /** Looks for work now instead of at the next tick. */
  nudge(): void
  /** Lets the running batch finish, then stops. */
  stop(): Promise<void>
}

/** Runs due jobs until stopped: at once after a nudge, otherwise once a second. */
export function startWorker(app: App): Worker {
  const stopping = new AbortController()
  let nudges = 0
  let wake: () => void = () => undefined
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SECOND_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    await plantRecurring(app).catch((e: unknown) => app.log.error({ fault: describeFault(e) }, 'recurring jobs'))
    while (!stopping.signal.aborted) {
      const nudgesBefore = nudges
      const taken = await runDueJobs(app).catch((e: unknown) => {
        app.log.error({ fault: describeFault(e) }, 'the worker could not look for jobs')
        return 0
      })
      if (taken === 0 && nudges === nudgesBefore) await pause()
    }
  }
  const running = loop()
  return {
    nudge() {
      nudges++
      wake()
    },
    async stop() {
      stopping.abort()
      nudges++
      wake()
      await running
    },
  }
}
