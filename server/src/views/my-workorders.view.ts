import { formatPlate, workorder as contract } from '@pitlane/contract'
import type { CustomerActor } from '@pitlane/kernel'
import { In, IsNull, Not } from 'typeorm'
import { findStores } from '../modules/store'
import { approvedFen, headlineOf, IN_HOUSE } from '../modules/workorder'
import { Quote, Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import { readHouse, servicesOf, waitingFor } from './workorder-house.view'

/** So many visits of an owner are listed. */
const LISTED = 50

const inHouse = ({ state }: Workorder): boolean => IN_HOUSE.includes(state)

/** Cars in the house first, then the latest. */
const byStanding = (a: Workorder, b: Workorder): number =>
  Number(inHouse(b)) - Number(inHouse(a)) || (b.arrivedAt?.getTime() ?? 0) - (a.arrivedAt?.getTime() ?? 0)

async function listMine(app: App, { customerId }: CustomerActor, vehicleId: string | undefined) {
  const where = { customerId, arrivedAt: Not(IsNull()), ...(vehicleId === undefined ? {} : { vehicleId }) }
  const db = app.db.read
  const found = await db.find(Workorder, { where, order: { arrivedAt: 'DESC' }, take: LISTED })
  const orders = found.filter(({ state }) => state !== 'cancelled').sort(byStanding)
  const house = await readHouse(app, orders)
  const stores = await findStores(
    db,
    orders.map(({ storeId }) => storeId),
  )
  const quotes = await db.find(Quote, { where: { workorderId: In(orders.map(({ id }) => id)) } })
  return orders.map((order): contract.Visit => {
    const store = stores.find(({ id }) => id === order.storeId)
    const vehicle = house.vehicles.find(({ id }) => id === order.vehicleId)
    const addons = house.addons.filter(({ workorderId }) => workorderId === order.id)
    const quote = quotes.find((one) => one.workorderId === order.id && one.version === order.quoteVersion)
    const asked = addons.some(({ state }) => state === 'pending')
    return {
      ...{ id: order.id, number: order.number, state: order.state, storeName: store?.name ?? '' },
      day: toLocal(order.arrivedAt ?? order.createdAt, store?.timeZone ?? 'Asia/Shanghai').day,
      ...{ plate: vehicle?.plate ? formatPlate(vehicle.plate) : '未上牌', carName: vehicle?.name ?? '' },
      ...{ serviceName: servicesOf(house, order), headline: headlineOf(order.state, waitingFor(house, order)) },
      ...{ promisedAt: order.promisedAt?.toISOString() ?? null, needsAnswer: order.state === 'quoted' || asked },
      totalFen: (quote?.sentAt ? quote.totalFen : 0) + approvedFen(addons),
    }
  })
}

export const myWorkorderRoutes = [
  bind(contract.mine, async (app, { actor, query }) => ({ items: await listMine(app, actor, query.vehicleId) })),
]
