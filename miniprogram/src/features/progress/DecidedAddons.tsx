import { formatFen } from '@pitlane/kernel'
import type { Tone } from '@pitlane/tokens'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Sheet } from '../../ui/Sheet'
import { Tag } from '../../ui/Tag'
import { AddonFinding, SeverityTag } from './AddonFinding'
import type { Addon } from './progress.api'
import { text } from './progress.text'
import { sumOfItems, itemsOf } from './quote-lines'

type Decided = 'approved' | 'partial' | 'declined' | 'expired'
const tones: Readonly<Record<Decided, Tone>> = {
  approved: 'done',
  partial: 'going',
  declined: 'muted',
  expired: 'muted',
}

const isDecided = (state: Addon['state']): state is Decided => state in tones

const approvedFen = ({ lines }: Addon) => sumOfItems(itemsOf(lines).filter(({ labour }) => labour.isApproved))

const wordsOf = ({ kind }: Addon) => (kind === 'removal' ? text.removal : text.addon)

/** What it came to; where nothing changed, how much it matters. */
function noteOf(addon: Addon): string {
  const fen = approvedFen(addon)
  if (fen !== 0) return formatFen(fen)
  return addon.kind === 'removal' ? text.removal.unchanged : text.severity[addon.severity]
}

/** What was found and decided earlier in this visit; a touch shows the evidence again. */
export function DecidedAddons({ addons }: { readonly addons: readonly Addon[] }) {
  const [open, setOpen] = useState<Addon>()
  const decided = addons.flatMap((addon) => (isDecided(addon.state) ? [{ addon, state: addon.state }] : []))
  if (decided.length === 0) return null
  return (
    <Card title={text.addon.decided}>
      {decided.map(({ addon, state }) => (
        <Cell
          key={addon.id}
          title={addon.title}
          note={noteOf(addon)}
          value={<Tag tone={tones[state]}>{wordsOf(addon).states[state]}</Tag>}
          onClick={() => setOpen(addon)}
        />
      ))}
      {open && (
        <Sheet open title={open.title} onClose={() => setOpen(undefined)}>
          {open.kind !== 'removal' && (
            <View>
              <SeverityTag severity={open.severity} />
            </View>
          )}
          <AddonFinding addon={open} />
        </Sheet>
      )}
    </Card>
  )
}
