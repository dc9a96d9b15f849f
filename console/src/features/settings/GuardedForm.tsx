import { Button } from 'antd'
import type { ReactNode } from 'react'
import { leaveOnEscape } from '../../lib/shortcuts'
import { FaultNote } from '../../ui/FaultNote'
import { ImpactStep } from './ImpactStep'
import type { GuardedSave } from './use-guarded-save'
import { words } from './words'

interface Props<I> {
  readonly label: string
  readonly guard: GuardedSave<I>
  /** What the fields say at this moment; undefined while they cannot be saved. */
  readonly input: I | undefined
  readonly onBack?: () => void
  readonly saveLabel?: string
  /** What the button below the list of bookings says. */
  readonly confirmLabel?: string
  /** Another button, at the start of the row. */
  readonly extra?: ReactNode
  readonly children: ReactNode
}

/** Fields, and the list of bookings they touch before they are saved. What was typed outlives the look at that list. */
export function GuardedForm<I>(props: Props<I>) {
  const { label, guard, input, onBack, saveLabel = words.save, confirmLabel, extra, children } = props
  const { question } = guard
  return (
    <>
      <form
        className="day-form"
        aria-label={label}
        hidden={question !== null}
        onKeyDown={onBack && leaveOnEscape(onBack)}
        onSubmit={(event) => {
          event.preventDefault()
          if (input !== undefined) guard.start(input)
        }}
      >
        {children}
        <FaultNote error={guard.error} />
        <div className="reason-buttons">
          {extra}
          {onBack && <Button onClick={onBack}>{words.back}</Button>}
          <Button type="primary" htmlType="submit" loading={guard.isBusy} disabled={input === undefined}>
            {saveLabel}
          </Button>
        </div>
      </form>
      {question && (
        <ImpactStep
          question={question}
          isBusy={guard.isBusy}
          onSave={guard.confirm}
          onBack={guard.goBack}
          saveLabel={confirmLabel}
        />
      )}
    </>
  )
}
