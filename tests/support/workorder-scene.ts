import { randomUUID } from 'node:crypto'
import { board, booking, settlement, workorder, type Body } from '@pitlane/contract'
import { Workorder } from '../../server/src/modules/workorder/workorder.entity'
import type { TestApp } from './app'
import { TODAY, wish } from './booking-scene'
import { filesOf } from './files-scene'
import { given } from './given'
import { smallPhoto } from './media'

/** A new intent. */
export const once = () => ({ requestId: randomUUID() })

const hour = 3_600_000

/** A quote of one oil change with its oil; the promise is four hours from now. */
export const quoteOf = (
  t: TestApp,
  serviceId: string | null,
  over: Partial<Body<typeof workorder.saveQuote>> = {},
) => ({
  lines: [
    {
      ...{ kind: 'labour' as const, name: '小保养', serviceId, partCode: null, quantityCenti: 100 },
      ...{ unit: '小时' as const, unitFen: 20_000, minutes: 60, of: null },
    },
    {
      ...{ kind: 'material' as const, name: '全合成机油', serviceId: null, partCode: 'OIL-5W30', quantityCenti: 450 },
      ...{ unit: '升' as const, unitFen: 8_000, minutes: null, of: 0 },
    },
  ],
  promisedAt: new Date(t.clock.now().getTime() + 4 * hour).toISOString(),
  note: '',
  send: true,
  ...over,
})

/** A sheet of the walk around the car as the contract wants it. */
export const sheetOf = (photoIds: string[], over: Partial<Body<typeof workorder.inspect>> = {}) => ({
  ...{ mileageKm: 23_456, energyPercent: 60, damages: [], dashLights: [], valuables: '', note: '' },
  ...{ photoIds, unsignedReason: '无接触交车', ...over },
})

/** The steps of flows that somebody has to do now. */
export const openNodes = async (t: TestApp): Promise<string[]> =>
  (await t.world.app.db.read.rows<{ node: string }>("select node from flow_task where status = 'open'")).map(
    ({ node }) => node,
  )

/** A store with everybody of a workshop, and a car whose owner has booked for today. Nothing has arrived yet. */
export async function workshopScene(t: TestApp) {
  const g = given(t)
  const store = await g.store({ bays: 2, technicians: 2 })
  const service = await g.service(store.id)
  const at = (role: Parameters<typeof g.staff>[0]) => g.staff(role, 'store', store.id)
  const desk = await at('reception')
  const advisor = await at('advisor')
  const dispatcher = await at('dispatch')
  const inspector = await at('qc')
  const cashier = await at('cashier')
  const manager = await at('svc_mgr')
  const driver = await g.driver({ name: '欧阳娜娜' })
  const { token } = advisor
  const stands = async (workorderId: string) => {
    const row = await t.world.app.db.read.findOne(Workorder, { id: workorderId })
    if (!row) throw new Error('no such work order')
    return row
  }

  /** Photos of the workshop, sent by this person. */
  const photos = async (count: number, by = token, purpose: 'workshop' | 'signature' = 'workshop') => {
    const ids: string[] = []
    const bytes = await smallPhoto()
    for (let i = 0; i < count; i++) ids.push((await filesOf(t).photoOf(bytes, { token: by, purpose })).id)
    return ids
  }

  /** A car that was booked for today has come. Another one each time. */
  const received = async (who: typeof driver & { minute?: number } = driver) => {
    const mine = {
      storeId: store.id,
      serviceIds: service.id,
      vehicleId: who.vehicleId,
      day: TODAY,
      minute: who.minute ?? 720,
    }
    const placed = await t.ok(booking.place, wish(mine), who.token)
    const params = { bookingId: placed.id }
    const { version } = await t.ok(board.confirm, { params, body: { version: placed.version } }, desk.token)
    await t.ok(board.arrive, { params, body: { version } }, desk.token)
    await t.settle()
    const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId: placed.id } })
    if (!row) throw new Error('no work order')
    return row
  }

  const inspected = async (who = driver) => {
    const { id, version } = await received(who)
    const body = { ...sheetOf(await photos(6)), ...once(), version }
    await t.ok(workorder.inspect, { params: { workorderId: id }, body }, token)
    return stands(id)
  }

  const quoted = async (who = driver, over: Parameters<typeof quoteOf>[2] = {}) => {
    const { id, version } = await inspected(who)
    const body = { ...quoteOf(t, service.id, over), ...once(), version }
    await t.ok(workorder.saveQuote, { params: { workorderId: id }, body }, token)
    return stands(id)
  }

  const authorised = async (who = driver, over: Parameters<typeof quoteOf>[2] = {}) => {
    const { id, version, quoteVersion } = await quoted(who, over)
    const body = { ...once(), version, quoteVersion, method: 'call' as const, note: '10:05 电话录音' }
    await t.ok(workorder.authorise, { params: { workorderId: id }, body }, token)
    return stands(id)
  }

  /** The cashier takes all that is due, in cash. */
  const paid = async (workorderId: string) => {
    const bill = await t.ok(settlement.read, { params: { workorderId } }, cashier.token)
    const due = bill.parts.find(({ payer }) => payer === 'owner')?.dueFen ?? 0
    const cash = { payer: 'owner' as const, method: 'cash' as const, amountFen: due, note: '' }
    const call = { params: { workorderId }, body: { ...once(), version: bill.version, ...cash } }
    return { call, bill: await t.ok(settlement.receive, call, cashier.token) }
  }

  return {
    ...{ store, service, desk, advisor, dispatcher, inspector, cashier, manager, driver, stands, photos },
    ...{ received, inspected, quoted, authorised, paid },
  }
}
