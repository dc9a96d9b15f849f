import { SearchOutlined } from '@ant-design/icons'
import type { board } from '@pitlane/contract'
import { Input, type InputRef } from 'antd'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { FaultText } from '../../ui/FaultNote'
import { optionId, ResultList } from './ResultList'
import { useSearch } from './use-search'
import { words } from './words'

const CHARS_MAX = 20

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onOpen: (row: board.BoardRow) => void
}

/** Finds a booking in two keystrokes: `/` puts the cursor here, arrows choose, Enter opens, Escape clears. */
export function SearchBox({ text, onText, onOpen }: Props) {
  const { id: storeId, today } = useStore()
  const input = useRef<InputRef>(null)
  const listId = useId()
  const [hasFocus, setFocus] = useState(false)
  const [active, setActive] = useState(0)
  const search = useSearch(storeId, text)
  const rows = search.data ?? []
  useShortcuts({ '/': () => input.current?.focus({ cursor: 'all' }) })

  const type = (next: string) => {
    setActive(0)
    onText(next)
  }
  const leave = () => {
    type('')
    input.current?.blur()
  }
  const pick = (row: board.BoardRow | undefined) => {
    if (!row) return
    leave()
    onOpen(row)
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setActive(Math.min(rows.length - 1, active + 1)),
    ArrowUp: () => setActive(Math.max(0, active - 1)),
    Enter: () => pick(rows[active]),
    Escape: leave,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const isOpen = hasFocus && search.isLongEnough && text.trim() !== ''
  return (
    <div className="search" role="search">
      <Input
        ref={input}
        value={text}
        maxLength={CHARS_MAX}
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={<kbd aria-hidden="true">/</kbd>}
        placeholder={words.placeholder}
        role="combobox"
        aria-label={words.label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && rows.length > 0 ? optionId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <div className="search-drop">
          <Found search={search} />
          {rows.length > 0 && <ResultList id={listId} {...{ rows, active, today }} onPick={pick} />}
        </div>
      )}
    </div>
  )
}

function Found({ search }: { readonly search: ReturnType<typeof useSearch> }) {
  const { error, data, sought } = search
  if (error)
    return (
      <p className="search-note" role="alert">
        {words.failed}：<FaultText error={error} />
      </p>
    )
  if (data && data.length > 0) return null
  return (
    <p className="search-note" role="status">
      {data ? words.none(sought) : words.searching}
    </p>
  )
}
