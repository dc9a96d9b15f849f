import { QrcodeOutlined } from '@ant-design/icons'
import { board } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../../lib/api'
import { leaveOnEscape } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { useAction } from '../../../lib/use-action'
import { FaultNote } from '../../../ui/FaultNote'
import { SidePanel } from '../../../ui/SidePanel'
import { StateTag } from '../../../ui/StateTag'
import type { BoardRow } from '../board-row'
import { refusalOf } from '../commands'
import type { Desk } from '../use-desk'
import { CHARS_MIN, expected, numberIn, tailIn } from './check-in'
import { words } from './words'

const CHARS_MAX = 200
const SEARCH_MAX = 20

interface Props {
  readonly rows: readonly BoardRow[]
  readonly desk: Desk
  readonly onOpen: (id: string) => void
  readonly onPoster: () => void
  readonly onClose: () => void
}

interface Result {
  readonly text: string
  readonly matches: readonly BoardRow[]
}

const plateOf = (row: BoardRow) => row.maskedPlate ?? row.number

/** Finds whose car it is: a number among today's rows, a tail of a plate at the server, which alone knows whole plates. */
function useCheckIn({ rows, desk }: Props) {
  const store = useStore()
  const [text, setText] = useState('')
  const [result, setResult] = useState<Result | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const arrive = (row: BoardRow) => {
    setText('')
    setResult(null)
    if (row.state === 'arrived') return setNote(words.checkInAlready(plateOf(row)))
    const refusal = refusalOf('arrive', row, store, Date.now())
    if (refusal) return setNote(row.state === 'placed' ? words.checkInPlaced(plateOf(row)) : refusal)
    setNote(null)
    desk.run(row, { kind: 'arrive' })
  }
  const find = async (typed: string): Promise<Result> => {
    const number = numberIn(typed)
    if (number !== undefined) return { text: number, matches: rows.filter((row) => row.number === number) }
    const q = tailIn(typed).slice(0, SEARCH_MAX)
    const found = await call(board.search, { params: { storeId: store.id }, query: { q } })
    return { text: q, matches: expected(found, store.today) }
  }
  const search = useAction(find, (found) => {
    const [only] = found.matches
    if (only && found.matches.length === 1) return arrive(only)
    setResult(found)
  })
  const submit = () => {
    setResult(null)
    setNote(null)
    if (tailIn(text).length < CHARS_MIN) return setNote(words.checkInShort)
    search.run(text)
  }
  return { text, setText, result, note, search, submit, arrive }
}

/** Registers arrivals: a scanner or a hand types, Enter registers, and the field is ready for the next car. */
export function CheckInPanel(props: Props) {
  const { onOpen, onPoster, onClose } = props
  const { text, setText, result, note, search, submit, arrive } = useCheckIn(props)
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus(), [note, result])
  return (
    <SidePanel label={words.checkIn} title={words.checkIn} onClose={onClose}>
      <form
        className="reason-form intake"
        aria-label={words.checkIn}
        onKeyDown={leaveOnEscape(onClose)}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="muted intake-hint">{words.checkInHint}</p>
        <label className="reason-note">
          {words.checkInField}
          <Input
            ref={input}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={CHARS_MAX}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <FaultNote error={search.error} />
        <p className="check-in-note" role="status">
          {note}
          {result?.matches.length === 0 && words.checkInNone(result.text)}
          {result !== null && result.matches.length > 1 && words.checkInMany(result.matches.length)}
        </p>
        {result?.matches.map((row) => (
          <Match key={row.id} row={row} onPick={arrive} onOpen={onOpen} />
        ))}
        <Button type="primary" htmlType="submit" loading={search.isBusy}>
          {words.checkInSubmit}
          <kbd aria-hidden="true">Enter</kbd>
        </Button>
        <Button icon={<QrcodeOutlined />} onClick={onPoster}>
          {words.poster}
        </Button>
      </form>
    </SidePanel>
  )
}

interface MatchProps {
  readonly row: BoardRow
  readonly onPick: (row: BoardRow) => void
  readonly onOpen: (id: string) => void
}

function Match({ row, onPick, onOpen }: MatchProps) {
  return (
    <div className="check-in-match">
      <button type="button" className="check-in-pick" onClick={() => onPick(row)}>
        <b>{formatMinute(row.minute)}</b> {plateOf(row)} {row.maskedName ?? ''} {row.vehicleName}
        <StateTag state={row.state} />
      </button>
      <Button type="link" size="small" onClick={() => onOpen(row.id)}>
        {words.open}
      </Button>
    </div>
  )
}
