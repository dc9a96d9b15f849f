import { Button, Input, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { leaveOnEscape } from '../../lib/shortcuts'
import { words } from './words'

const NOTE_MAX = 100

interface Choice<K extends string> {
  readonly value: K
  readonly label: string
}

interface Props<K extends string> {
  readonly title: string
  readonly text: string
  readonly legend: string
  readonly choices: readonly Choice<K>[]
  readonly submitLabel: string
  /** Whether the owner must be told something for this choice. */
  readonly needsNote: (choice: K) => boolean
  /** What the note is called; a note to the owner unless told otherwise. */
  readonly noteWords?: NoteWords
  /** What else is asked for a choice. */
  readonly more?: (choice: K) => ReactNode
  /** In somebody's favour: the button does not warn. */
  readonly isKind?: boolean
  readonly isBusy: boolean
  readonly onSubmit: (choice: K, note: string) => void
  readonly onBack: () => void
}

interface NoteWords {
  readonly needed: string
  readonly optional: string
  readonly missing: string
}

const toOwner: NoteWords = { needed: words.note, optional: words.noteOptional, missing: words.noteNeeded }

/** A choice and a note for something that cannot be taken back. Escape leaves it, also from inside a field. */
export function ReasonForm<K extends string>(props: Props<K>) {
  const { choices, needsNote, isBusy, onBack, noteWords = toOwner } = props
  const [choice, setChoice] = useState<K | undefined>(choices[0]?.value)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const isNoteNeeded = choice !== undefined && needsNote(choice)
  const isNoteMissing = isNoteNeeded && note.trim() === ''
  const submit = () => {
    setTried(true)
    if (choice !== undefined && !isNoteMissing) props.onSubmit(choice, note.trim())
  }
  return (
    <form
      className="reason-form"
      aria-label={props.title}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{props.title}</h3>
      <p className="muted">{props.text}</p>
      <fieldset>
        <legend>{props.legend}</legend>
        <Radio.Group
          vertical
          value={choice}
          options={[...choices]}
          onChange={(event) => setChoice(event.target.value as K)}
        />
      </fieldset>
      <NoteField
        {...{ noteWords, value: note, onChange: setNote }}
        isNeeded={isNoteNeeded}
        isMissing={isTried && isNoteMissing}
      />
      {choice !== undefined && props.more?.(choice)}
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" danger={!props.isKind} htmlType="submit" loading={isBusy}>
          {props.submitLabel}
        </Button>
      </div>
    </form>
  )
}

interface NoteProps {
  readonly noteWords: NoteWords
  readonly value: string
  readonly onChange: (note: string) => void
  readonly isNeeded: boolean
  readonly isMissing: boolean
}

function NoteField({ noteWords, value, onChange, isNeeded, isMissing }: NoteProps) {
  return (
    <>
      <label className="reason-note">
        {isNeeded ? noteWords.needed : noteWords.optional}
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={NOTE_MAX}
          value={value}
          status={isMissing ? 'error' : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {isMissing && (
        <p className="field-fault" role="alert">
          {noteWords.missing}
        </p>
      )}
    </>
  )
}
