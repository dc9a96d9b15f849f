import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../../server/src/platform/config'
import { startTestApp, testEnv, type TestApp } from './app'
import { freshDatabase } from './databases'
import { startServerProcess, type ServerProcess } from './server-process'

/** A database that server processes share with the test's own server. */
export interface RealServers {
  readonly t: TestApp
  readonly start: (roles: string) => Promise<ServerProcess>
  /** Kills whatever still runs. */
  readonly close: () => Promise<void>
}

/** The servers are real processes on real time, so the test's own clock tells the real time too, unless it says otherwise. */
export async function openRealServers(at = new Date()): Promise<RealServers> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pitlane-servers-'))
  const fresh = await freshDatabase(path.join(folder, 'pitlane.db'))
  const env = testEnv(fresh.url)
  const t = await startTestApp({ config: readConfig(env), databaseUrl: fresh.url, at: at.toISOString() })
  const servers: ServerProcess[] = []
  return {
    t,
    async start(roles) {
      const server = await startServerProcess(env, roles)
      servers.push(server)
      return server
    },
    async close() {
      await Promise.all(servers.map((server) => server.kill()))
      await t.stop()
      await fresh.drop()
      rmSync(folder, { recursive: true })
    },
  }
}
