import { formatPlate, workorder as contract } from '@pitlane/contract'
import type { CustomerActor } from '@pitlane/kernel'
import { In, IsNull, Not } from 'typeorm'
import { findStores, type Store } from '../modules/store'
import { approvedFen, headlineOf, IN_HOUSE } from '../modules/workorder'
import { Quote, Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import { namesOf, readHouse, servicesOf, waitingFor, type House } from './workorder-house.view'

/** So many visits of an owner are listed. */
const LISTED = 50

const inHouse = ({ state }: Workorder): boolean => IN_HOUSE.includes(state)

/** Cars in the house first, then the latest. */
const byStanding = (a: Workorder, b: Workorder): number =>
  Number(inHouse(b)) - Number(inHouse(a)) || (b.arrivedAt?.getTime() ?? 0) - (a.arrivedAt?.getTime() ?? 0)

interface Around {
  readonly house: House
  readonly stores: readonly Store[]
  readonly quotes: readonly Quote[]
}

const addonsOf = ({ addons }: House, { id }: Workorder) => addons.filter(({ workorderId }) => workorderId === id)

/** What is to be paid: the quote that was sent, and what was agreed to later. */
function totalOf({ quotes, house }: Around, order: Workorder): number {
  const { id, quoteVersion } = order
  const quote = quotes.find(({ workorderId, version }) => workorderId === id && version === quoteVersion)
  return (quote?.sentAt ? quote.totalFen : 0) + approvedFen(addonsOf(house, order))
}

const isAsked = ({ house }: Around, order: Workorder): boolean =>
  order.state === 'quoted' || addonsOf(house, order).some(({ state }) => state === 'pending')

function visitOf(app: App, around: Around, order: Workorder): contract.Visit {
  const { house, stores } = around
  const store = stores.find(({ id }) => id === order.storeId)
  const { plate, carName } = namesOf(app, house, order)
  return {
    ...{ id: order.id, number: order.number, state: order.state, storeName: store?.name ?? '', carName },
    day: toLocal(order.arrivedAt ?? order.createdAt, store?.timeZone ?? 'Asia/Shanghai').day,
    ...{ plate: formatPlate(plate), serviceName: servicesOf(house, order) },
    ...{ headline: headlineOf(order.state, waitingFor(house, order), addonsOf(house, order)) },
    needsAnswer: isAsked(around, order),
    ...{ promisedAt: order.promisedAt?.toISOString() ?? null, totalFen: totalOf(around, order) },
  }
}

async function listMine(app: App, { customerId }: CustomerActor, vehicleId: string | undefined) {
  const where = { customerId, arrivedAt: Not(IsNull()), ...(vehicleId === undefined ? {} : { vehicleId }) }
  const db = app.db.read
  const found = await db.find(Workorder, { where, order: { arrivedAt: 'DESC' }, take: LISTED })
  const orders = found.filter(({ state }) => state !== 'cancelled').sort(byStanding)
  const around = {
    house: await readHouse(app, orders),
    stores: await findStores(
      db,
      orders.map(({ storeId }) => storeId),
    ),
    quotes: await db.find(Quote, { where: { workorderId: In(orders.map(({ id }) => id)) } }),
  }
  return orders.map((order) => visitOf(app, around, order))
}

export const myWorkorderRoutes = [
  bind(contract.mine, async (app, { actor, query }) => ({ items: await listMine(app, actor, query.vehicleId) })),
]
