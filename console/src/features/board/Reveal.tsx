import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { may, useStore } from '../../lib/staff'
import { RevealedPerson, type Revealed } from './RevealedPerson'
import { RevealForm } from './RevealForm'
import { words } from './words'

const SHOWN_MS = 60_000

interface Props {
  readonly bookingId: string
  /** The same data masked, for all the time that the full data is not shown. */
  readonly masked: ReactNode
}

/**
 * Full personal data of one booking: asked for with a reason, shown for a minute, kept nowhere else.
 * Give it `key={bookingId}`, so that another booking starts hidden.
 */
export function Reveal({ bookingId, masked }: Props) {
  const store = useStore()
  const [shown, setShown] = useState<{ person: Revealed; until: number } | null>(null)
  const [isAsking, setAsking] = useState(false)
  const show = (person: Revealed) => {
    setAsking(false)
    setShown({ person, until: Date.now() + SHOWN_MS })
  }
  if (shown) return <RevealedPerson {...shown} onHide={() => setShown(null)} />
  return (
    <>
      {masked}
      {isAsking ? (
        <RevealForm bookingId={bookingId} onShown={show} onBack={() => setAsking(false)} />
      ) : (
        <RevealOffer isAllowed={may(store, 'customer.reveal')} onAsk={() => setAsking(true)} />
      )}
    </>
  )
}

interface OfferProps {
  readonly isAllowed: boolean
  readonly onAsk: () => void
}

function RevealOffer({ isAllowed, onAsk }: OfferProps) {
  if (!isAllowed) return <p className="muted reveal-note">{words.revealDenied}</p>
  return (
    <div className="reveal">
      <Button size="small" onClick={onAsk}>
        {words.reveal}
      </Button>
      <p className="muted reveal-note">{words.revealRule}</p>
    </div>
  )
}
