import { leave, todo } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { permissionsAt } from '../../platform/scope'
import { countToDecide, listLeaveRequests } from './leave.queries'
import { askLeave, rejectLeave, withdrawLeave } from './leave.service'
import { placeOf, requireStore } from './store.queries'
import { countOpenTodos, finishTodo, listTodos, sightOf } from './todo.service'

/** Approving is not here: it asks which bookings lose somebody, so the booking module answers it. */
export const leaveRoutes = [
  bind(leave.list, async (app, { actor, params }) =>
    listLeaveRequests(app.db.read, actor, await requireStore(app.db.read, params.storeId)),
  ),
  bind(leave.ask, (app, { actor, params, body, request }) =>
    askLeave(app, { actor, requestId: request.id }, params.storeId, body),
  ),
  bind(leave.withdraw, (app, { actor, params, body, request }) =>
    withdrawLeave(app, { actor, requestId: request.id }, params.requestId, body.version),
  ),
  bind(leave.reject, (app, { actor, params, body, request }) =>
    rejectLeave(app, { actor, requestId: request.id }, params.requestId, body),
  ),
]

export const todoRoutes = [
  bind(todo.count, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    const decides = permissionsAt(actor, placeOf(store)).has('store.manage_resources')
    return {
      todos: await countOpenTodos(app.db.read, sightOf(actor, store)),
      leaveRequests: decides ? await countToDecide(app.db.read, actor, store) : 0,
    }
  }),
  bind(todo.list, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listTodos(app.db.read, sightOf(actor, store), query.state)
  }),
  bind(todo.finish, (app, { actor, params, request }) => finishTodo(app, actor, params.todoId, request.id)),
]
