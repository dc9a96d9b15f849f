import { formatPhone, formatPlate, type board, type View } from '@pitlane/contract'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useNow } from '../../lib/use-now'
import { Facts } from '../../ui/Facts'
import { words } from './words'

export type Revealed = View<typeof board.reveal>

interface Props {
  readonly person: Revealed
  /** Epoch milliseconds at which it is hidden again. */
  readonly until: number
  readonly onHide: () => void
}

/** Full personal data with the time that is left to read it. */
export function RevealedPerson({ person, until, onHide }: Props) {
  const left = Math.max(0, Math.ceil((until - useNow(1_000)) / 1_000))
  useEffect(() => {
    const timer = setTimeout(onHide, Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until, onHide])
  return (
    <section className="reveal reveal-person" aria-label={words.reveal}>
      <Facts
        facts={[
          { label: words.facts.name, value: person.name },
          { label: words.facts.phone, value: person.phone && formatPhone(person.phone) },
          { label: words.facts.plate, value: person.plate && formatPlate(person.plate) },
          { label: words.facts.vin, value: person.vin },
        ]}
      />
      <div className="reveal-left">
        <span className="muted">{words.revealLeft(left)}</span>
        <Button size="small" onClick={onHide}>
          {words.hide}
        </Button>
      </div>
    </section>
  )
}
