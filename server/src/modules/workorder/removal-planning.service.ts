import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { dropWork, extendWork } from '../booking'
import { JobLine } from './job.entity'
import { findJobs } from './job.queries'
import { canDo } from './lifecycle'
import { requireWorkorder } from './reaching.service'
import { removedJobs } from './removal'
import { Addon } from './workorder.entity'
import { workLeft } from './work-left.queries'

/** The plan of the day gives back what is not done after all. Running again changes nothing more. */
export async function planRemoval(app: App, addonId: string): Promise<void> {
  const db = app.db.read
  const addon = await db.findOne(Addon, { id: addonId })
  const workorder = addon && (await requireWorkorder(db, addon.workorderId))
  if (!workorder || !canDo('proposeRemoval', workorder.state)) return
  const ids = removedJobs(addon, addon.approved ?? [])
  const removed = await db.find(JobLine, { where: { id: In(ids), state: 'cancelled' } })
  const { id, bookingId, number } = workorder
  const reason = `removal ${number}`
  const kept = (await findJobs(db, id)).filter(({ state, addonId }) => state !== 'cancelled' && addonId === null)
  const gone = removed.flatMap(({ addonId, serviceId }) => (addonId === null ? (serviceId ?? []) : []))
  const services = gone.filter((service) => !kept.some(({ serviceId }) => serviceId === service))
  if (services.length > 0) await dropWork(app, bookingId, services, reason)
  // Work that was found later is planned as a whole.
  if (removed.some((job) => job.addonId !== null))
    await extendWork(app, bookingId, await workLeft(db, id, app.clock.now()), reason)
}
