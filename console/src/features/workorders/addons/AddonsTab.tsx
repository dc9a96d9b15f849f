import type { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { Blank } from '../../../ui/Blank'
import { canDo } from '../may'
import { AddonCard } from './AddonCard'
import { DecideForm } from './DecideForm'
import { PriceForm } from './PriceForm'
import { ProposeForm } from './ProposeForm'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Addon = workorder.AddonView

interface Asked {
  readonly id: string
  readonly what: 'price' | 'decide'
}

/** What was found on the way: evidence, price, and the owner's answer. */
export function AddonsTab({ detail }: { readonly detail: Detail }) {
  const [isProposing, setProposing] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const mayPropose = canDo(detail, 'proposeAddon')
  const close = () => setAsked(null)
  return (
    <>
      {mayPropose && !isProposing && (
        <p className="order-bar">
          <Button onClick={() => setProposing(true)}>{words.propose}</Button>
        </p>
      )}
      {isProposing && <ProposeForm detail={detail} onClose={() => setProposing(false)} />}
      {detail.addons.map((addon) => (
        <AddonCard key={addon.id} addon={addon}>
          {asked?.id === addon.id ? (
            <AskedForm {...{ detail, addon }} what={asked.what} onClose={close} />
          ) : (
            <Choices {...{ detail, addon }} onAsk={(what) => setAsked({ id: addon.id, what })} />
          )}
        </AddonCard>
      ))}
      {detail.addons.length === 0 && !isProposing && (
        <Blank title={words.none}>
          <p>{words.noneHint}</p>
        </Blank>
      )}
    </>
  )
}

interface AskedProps {
  readonly detail: Detail
  readonly addon: Addon
  readonly what: Asked['what']
  readonly onClose: () => void
}

/** It opens below a whole card. */
const bringUp = (form: HTMLElement | null) => form?.scrollIntoView({ block: 'start' })

const AskedForm = ({ detail, addon, what, onClose }: AskedProps) => (
  <div ref={bringUp}>
    {what === 'price' ? (
      <PriceForm detail={detail} addon={addon} onClose={onClose} />
    ) : (
      <DecideForm detail={detail} addon={addon} onClose={onClose} />
    )}
  </div>
)

interface ChoicesProps {
  readonly detail: Detail
  readonly addon: Addon
  readonly onAsk: (what: Asked['what']) => void
}

/** A removal costs what the work would have cost: nobody prices it. */
const isPriceable = ({ kind, state }: Addon) => kind === 'extra' && (state === 'draft' || state === 'pending')

function Choices({ detail, addon, onAsk }: ChoicesProps) {
  const canPrice = isPriceable(addon) && canDo(detail, 'priceAddon')
  const canDecide = addon.state === 'pending' && canDo(detail, 'noteDecision')
  if (!canPrice && !canDecide) return null
  const isDraft = addon.state === 'draft'
  return (
    <div className="order-form-foot">
      {canPrice && (
        <Button type={isDraft ? 'primary' : 'default'} onClick={() => onAsk('price')}>
          {isDraft ? words.price : words.reprice}
        </Button>
      )}
      {canDecide && <Button onClick={() => onAsk('decide')}>{words.decide}</Button>}
    </div>
  )
}
