import { readConfig } from '../../server/src/platform/config'
import type { JobHandler } from '../../server/src/platform/app'
import { createLog } from '../../server/src/platform/log'
import { startWorker } from '../../server/src/platform/worker'
import { openWorld } from '../../server/src/world'
import { TestFiles, TestSms, TestWechat } from './ports'

/** A worker that never comes to the end of what it has begun, as a process of its own. It says each kind that it begins. */
async function main(): Promise<void> {
  const ports = { wechat: new TestWechat(), sms: new TestSms(), files: new TestFiles() }
  const { app } = await openWorld({ config: readConfig(process.env), log: createLog('silent'), ports: () => ports })
  const begin = (kind: string): Promise<never> => {
    process.stdout.write(`${kind}\n`)
    return new Promise(() => undefined)
  }
  const stuck: JobHandler[] = [
    { kind: 'test.outside', run: () => begin('test.outside') },
    {
      kind: 'test.inside',
      inTx: async (_app, tx) => {
        tx.emit({ type: 'test.inside' })
        await tx.run("update job set attempts = 100 where kind = 'test.outside'")
        await begin('test.inside')
      },
    },
  ]
  const handlers = app.handlers as Map<string, JobHandler>
  handlers.clear()
  stuck.forEach((handler) => handlers.set(handler.kind, handler))
  startWorker(app)
}

void main()
