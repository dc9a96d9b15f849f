import { messaging } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { markAllRead, markRead } from './message.service'
import { countUnread, listInbox, listTodos, todoViews } from './messaging.queries'
import { listTemplates, readLedger } from './ledger.service'
import { recordConsents } from './subscribe.service'
import { finishTodo, revealTodo } from './todo.service'

export const messagingRoutes = [
  bind(messaging.inbox, (app, { actor, query }) => listInbox(app.db.read, actor.customerId, query.after)),
  bind(messaging.unreadCount, async (app, { actor }) => ({
    unread: await countUnread(app.db.read, actor.customerId),
  })),
  bind(messaging.read, (app, { actor, params }) => markRead(app, actor, params.messageId)),
  bind(messaging.readAll, (app, { actor }) => markAllRead(app, actor)),
  bind(messaging.subscribeTemplates, (app, { actor, query }) => listTemplates(app, actor.customerId, query.moment)),
  bind(messaging.consentLedger, (app, { actor }) => readLedger(app, actor.customerId)),
  bind(messaging.recordConsents, (app, { actor, body }) => recordConsents(app, actor.customerId, body)),
  bind(messaging.phoneTodos, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listTodos(app, scopeTo(actor, 'care.call', placeOf(store)), query.state, query.after)
  }),
  bind(messaging.finishTodo, async (app, { actor, params, body, request }) => {
    const todo = await finishTodo(app, actor, { ...params, requestId: request.id }, body)
    const [view] = await todoViews(app, [todo])
    if (!view) throw new Error('a call without a view')
    return view
  }),
  bind(messaging.revealTodo, (app, { actor, params, request }) => revealTodo(app, actor, params.todoId, request.id)),
]
