import { workorder } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { Sheet } from '../../ui/Sheet'
import { text } from './progress.text'

const words = text.inspection
type Inspection = workorder.InspectionView

const sayDamage = ({ zone, kind, note }: Inspection['damages'][number]) =>
  `${workorder.carZones[zone]}${workorder.damageKinds[kind]}${note ? `：${note}` : ''}`

function Signature({ sheet }: { readonly sheet: Inspection }) {
  if (sheet.signature)
    return (
      <>
        <Cell title={words.signature} {...(sheet.signedAt ? { value: sayInstant(sheet.signedAt) } : {})} />
        <PhotoStrip photos={[sheet.signature]} name={words.signature} />
      </>
    )
  return sheet.unsignedReason ? <Cell title={words.unsigned} value={sheet.unsignedReason} /> : null
}

/** The sheet as it was written down when the car came. */
function InspectionSheet({ sheet }: { readonly sheet: Inspection }) {
  const lights = sheet.dashLights.map((light) => workorder.dashLights[light]).join('、')
  return (
    <>
      <Cell title={words.mileage} value={words.km(sheet.mileageKm.toLocaleString('zh-CN'))} />
      <Cell title={words.energy} value={`${sheet.energyPercent}%`} />
      <Cell
        title={words.damages}
        note={
          sheet.damages.length === 0
            ? words.none
            : sheet.damages.map((damage, i) => <View key={i}>{sayDamage(damage)}</View>)
        }
      />
      <Cell title={words.lights} value={lights || words.none} />
      {sheet.valuables && <Cell title={words.valuables} note={sheet.valuables} />}
      {sheet.note && <Cell title={words.remark} note={sheet.note} />}
      <PhotoStrip photos={sheet.photos} name={words.photos} />
      <Signature sheet={sheet} />
      {sheet.addenda.map(({ note, at }) => (
        <Cell key={at} title={words.addendum(note)} note={sayInstant(at)} />
      ))}
    </>
  )
}

/** The way to the sheet that was signed when the car came. */
export function InspectionCard({ sheet }: { readonly sheet: Inspection }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Card>
      <Cell title={words.title} note={words.note(sheet.photos.length)} onClick={() => setOpen(true)} />
      <Sheet open={isOpen} title={words.title} onClose={() => setOpen(false)}>
        <InspectionSheet sheet={sheet} />
      </Sheet>
    </Card>
  )
}
