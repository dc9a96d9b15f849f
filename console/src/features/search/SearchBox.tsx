import { SearchOutlined } from '@ant-design/icons'
import type { board } from '@pitlane/contract'
import { Input, type InputRef } from 'antd'
import { useId, useRef, useState, type ChangeEvent, type CompositionEvent, type KeyboardEvent } from 'react'
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
  /** Whether `/` leads here: a page with a search of its own takes it. */
  readonly hasKey: boolean
}

/** What the box does: what was found, which of it is chosen, and the keys. */
function useFinding({ text, onText, onOpen, hasKey }: Props) {
  const input = useRef<InputRef>(null)
  const [hasFocus, setFocus] = useState(false)
  const [active, setActive] = useState(0)
  const search = useSearch(useStore().id, text)
  const rows = search.data ?? []
  useShortcuts({ '/': () => input.current?.focus({ cursor: 'all' }) }, hasKey)

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
  const enter = () => {
    if (search.isSettled) return pick(rows[active])
    // A failure is shown below the box by the search itself.
    search.findNow().then(
      (found) => pick(found[0]),
      () => undefined,
    )
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setActive(Math.min(rows.length - 1, active + 1)),
    ArrowUp: () => setActive(Math.max(0, active - 1)),
    Enter: enter,
    Escape: leave,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return { input, search, rows, active, isOpen: hasFocus && search.isOn, type, pick, onKeyDown, setFocus }
}

/** Holds back what an input method is still composing: half a Pinyin syllable is nothing to search for. */
function useComposition(text: string, onType: (text: string) => void) {
  const [composed, setComposed] = useState<string | null>(null)
  return {
    value: composed ?? text,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const isComposing = (event.nativeEvent as InputEvent).isComposing
      if (isComposing) setComposed(event.target.value)
      else onType(event.target.value)
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
      setComposed(null)
      onType(event.currentTarget.value)
    },
  }
}

/** Finds a booking in two keystrokes: `/` puts the cursor here, arrows choose, Enter opens, Escape clears. */
export function SearchBox(props: Props) {
  const { today } = useStore()
  const listId = useId()
  const { input, search, rows, active, isOpen, type, pick, onKeyDown, setFocus } = useFinding(props)
  const typing = useComposition(props.text, type)
  return (
    <div className="search" role="search">
      <Input
        ref={input}
        {...typing}
        maxLength={CHARS_MAX}
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={props.hasKey && <kbd aria-hidden="true">/</kbd>}
        placeholder={words.placeholder}
        role="combobox"
        aria-label={words.label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && rows.length > 0 ? optionId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
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
