import { workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import { placeOf, requireStore } from '../modules/store'
import { byPromise, IN_HOUSE, isUndecided, laneOf, riskOf } from '../modules/workorder'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { scopeTo, type StoreScope } from '../platform/scope'
import { isReworkOf, namesOf, readHouse, servicesOf, waitingFor, type House } from './workorder-house.view'

function cardOf(app: App, house: House, order: Workorder): contract.WorkorderCard {
  const waiting = waitingFor(house, order)
  const open = house.addons.filter(({ workorderId, state }) => workorderId === order.id && /draft|pending/.test(state))
  return {
    ...{ id: order.id, number: order.number, lane: laneOf(order.state, waiting), state: order.state, waiting },
    ...{ ...namesOf(app, house, order), serviceName: servicesOf(house, order) },
    ...{ arrivedAt: order.arrivedAt?.toISOString() ?? null, promisedAt: order.promisedAt?.toISOString() ?? null },
    ...{ risk: riskOf(order, app.clock.now()), isRework: isReworkOf(house, order) },
    ...{ isSuspected: isUndecided(order), openAddons: open.length, version: order.version },
  }
}

/** The cars in the house; `mine` leaves those whose advisor is the person who asks, and those that have none yet. */
async function board(app: App, { storeId }: StoreScope, actor: StaffActor, mine: boolean) {
  const rows = await app.db.read.find(Workorder, { where: { storeId, state: In([...IN_HOUSE]) } })
  const orders = mine ? rows.filter(({ advisorId }) => advisorId === null || advisorId === actor.staffId) : rows
  const house = await readHouse(app, orders)
  const cards = orders.map((order) => cardOf(app, house, order)).sort(byPromise)
  return { cards, now: app.clock.now().toISOString() }
}

export const workorderBoardRoutes = [
  bind(contract.board, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return board(app, scopeTo(actor, 'workorder.read', placeOf(store)), actor, query.mine === '1')
  }),
]
