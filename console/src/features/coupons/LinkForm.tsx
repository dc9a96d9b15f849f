import { couponDesk, type View } from '@pitlane/contract'
import { Button, QRCode } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { useToast } from '../../ui/use-toast'
import { Count } from './Fields'
import { useFreshly } from './use-coupons'
import { words } from './words'

interface Props {
  readonly template: couponDesk.TemplateView
  readonly onBack: () => void
}

const QR_PX = 200
const DAYS = 7

/** The owner app lives beside the console. */
const urlOf = (token: string): string =>
  new URL(`/#/packages/coupon/pages/claim/index?token=${token}`, window.location.origin).href

/** A link by which owners take a coupon themselves, also as a code to be scanned. The code is drawn here, by no service. */
export function LinkForm({ template, onBack }: Props) {
  const freshly = useFreshly()
  const [days, setDays] = useState<number | null>(DAYS)
  const [made, setMade] = useState<View<typeof couponDesk.link> | null>(null)
  const action = useAction(
    (count: number) =>
      freshly(() => call(couponDesk.link, { params: { templateId: template.id }, body: { days: count } })),
    setMade,
  )
  return (
    <form
      className="day-form"
      aria-label={words.linkForm}
      onSubmit={(event) => {
        event.preventDefault()
        if (days !== null) action.run(days)
      }}
    >
      <h3>{words.linkForm}</h3>
      <p className="muted">{words.linkText}</p>
      <Count label={words.days} value={days} range={[1, 90]} onChange={setDays} />
      <FaultNote error={action.error} />
      {made && <Made link={made} />}
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type={made ? 'default' : 'primary'} htmlType="submit" loading={action.isBusy} disabled={days === null}>
          {words.linkSubmit}
        </Button>
      </div>
    </form>
  )
}

function Made({ link }: { readonly link: View<typeof couponDesk.link> }) {
  const { today } = useStore()
  const toast = useToast()
  const url = urlOf(link.token)
  return (
    <div className="coupon-link">
      <QRCode type="svg" value={url} size={QR_PX} errorLevel="M" bordered={false} color="#000000" bgColor="#ffffff" />
      <p className="muted">{words.linkUntil(sayInstant(link.until, today))}</p>
      <p className="coupon-url">{url}</p>
      <Button size="small" onClick={() => void navigator.clipboard.writeText(url).then(() => toast.done(words.copied))}>
        {words.copy}
      </Button>
    </div>
  )
}
