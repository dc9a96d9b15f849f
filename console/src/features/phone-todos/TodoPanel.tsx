import { formatPhone, messaging, type View } from '@pitlane/contract'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { may, useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Facts, type Fact } from '../../ui/Facts'
import { FaultNote } from '../../ui/FaultNote'
import { SidePanel } from '../../ui/SidePanel'
import { ResultForm } from './ResultForm'
import { sayOutcome } from './TodoTable'
import type { Todo } from './use-todos'
import { words } from './words'

interface Props {
  readonly todo: Todo
  readonly onClose: () => void
  /** Something about the calls of this store is new. */
  readonly onChanged: () => void
  readonly bookingsLink: ReactNode
}

/** One call: whom to call, what to say, and how it went. */
export function TodoPanel({ todo, onClose, onChanged, bookingsLink }: Props) {
  return (
    <SidePanel label={words.panel} title={todo.title} onClose={onClose}>
      <p className="muted">{words.say}</p>
      <p>{todo.reason}</p>
      <hr />
      <Person todo={todo} />
      {bookingsLink && <p className="reveal">{bookingsLink}</p>}
      <hr />
      {todo.state === 'open' ? (
        <ResultForm todoId={todo.id} onFinished={onClose} onChanged={onChanged} />
      ) : (
        <Result todo={todo} />
      )}
    </SidePanel>
  )
}

/** Masked until somebody is about to call. */
function Person({ todo }: { readonly todo: Todo }) {
  const store = useStore()
  const [shown, setShown] = useState<View<typeof messaging.revealTodo> | null>(null)
  const reveal = useAction(() => call(messaging.revealTodo, { params: { todoId: todo.id } }), setShown)
  const canReveal = todo.state === 'open' && todo.maskedPhone !== null && may(store, 'customer.reveal')
  const { name, phone } = shown ?? { name: todo.maskedName, phone: todo.maskedPhone }
  const readable = shown && phone ? formatPhone(phone) : phone
  const facts: Fact[] = [
    { label: words.facts.name, value: name ?? words.unknownName },
    { label: words.facts.phone, value: readable ?? words.unknownPhone },
    { label: words.facts.due, value: sayInstant(todo.dueAt, store.today) },
    { label: words.facts.created, value: sayInstant(todo.createdAt, store.today) },
  ]
  return (
    <>
      <Facts facts={facts} />
      {canReveal && !shown && (
        <div className="reveal">
          <Button size="small" loading={reveal.isBusy} onClick={() => reveal.run()}>
            {words.reveal}
          </Button>
          <p className="muted reveal-note">{words.revealRule}</p>
        </div>
      )}
      <FaultNote error={reveal.error} />
    </>
  )
}

function Result({ todo }: { readonly todo: Todo }) {
  const { today } = useStore()
  return (
    <Facts
      facts={[
        { label: words.facts.outcome, value: sayOutcome(todo) },
        { label: words.facts.note, value: todo.note },
        { label: words.facts.doneBy, value: todo.doneBy },
        { label: words.facts.doneAt, value: todo.doneAt && sayInstant(todo.doneAt, today) },
      ]}
    />
  )
}
