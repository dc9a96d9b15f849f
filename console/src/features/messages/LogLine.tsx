import { messageLog, messaging } from '@pitlane/contract'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { ToneTag } from '../../ui/ToneTag'
import { tones, words } from './words'

const say = words.log
const MINUTE_MS = 60_000

type Entry = messageLog.Entry
type Delivery = Entry['deliveries'][number]

interface Props {
  readonly entry: Entry
  readonly onCustomer: (customerId: string) => void
}

/** One message: who, what and why, and what became of it. */
export function LogLine({ entry, onCustomer }: Props) {
  const { today } = useStore()
  const name = entry.maskedName ?? say.anonymous
  return (
    <tr>
      <td className="number">{sayInstant(entry.createdAt, today)}</td>
      <td>
        <Button
          type="link"
          size="small"
          title={say.customer}
          aria-label={`${say.customer} ${name}`}
          onClick={() => onCustomer(entry.customerId)}
        >
          {name}
        </Button>
        <div className="muted number">{entry.maskedPhone}</div>
      </td>
      <th scope="row" className="wrap">
        <strong>{messaging.messageKinds[entry.kind]}</strong>
        <span className="muted"> · {messaging.purposes[entry.purpose]}</span>
        <div className="message-body">{entry.body}</div>
        <div className="muted message-cause">
          {say.version(entry.wordingVersion)} · {say.cause(entry.cause)}
        </div>
      </th>
      <td className="wrap">
        <Ways entry={entry} />
      </td>
    </tr>
  )
}

/** What was waited for. */
function Held({ heldUntil, withheld }: Pick<Entry, 'heldUntil' | 'withheld'>) {
  const { today } = useStore()
  const now = useNow(MINUTE_MS)
  if (!heldUntil) return null
  const isHeld = Date.parse(heldUntil) > now && !withheld
  return <li>{(isHeld ? say.held : say.wasHeld)(sayInstant(heldUntil, today))}</li>
}

const seenBy = ({ isShown, readAt }: Entry): string => (isShown ? (readAt ? say.read : say.unread) : say.hidden)

/** Each channel with how it ended, and what the owner has seen. */
function Ways({ entry }: Pick<Props, 'entry'>) {
  const { heldUntil, withheld, deliveries } = entry
  const isQuiet = !withheld && !heldUntil && deliveries.length === 0
  return (
    <ul className="message-ways">
      <Held heldUntil={heldUntil} withheld={withheld} />
      {withheld && <li className="message-withheld">{say.withheld(messageLog.withheldReasons[withheld])}</li>}
      {deliveries.map((delivery) => (
        <Way key={delivery.channel} delivery={delivery} />
      ))}
      {isQuiet && <li className="muted">{say.onlyInApp}</li>}
      <li className="muted">{seenBy(entry)}</li>
    </ul>
  )
}

const isWord = (error: string): error is keyof typeof messageLog.deliveryErrors =>
  Object.hasOwn(messageLog.deliveryErrors, error)

/** What the carrier has said since. */
function reportOf({ isDelivered, reportCode }: Delivery): string | undefined {
  if (isDelivered === null) return undefined
  return isDelivered ? say.delivered : say.notDelivered(reportCode ?? '')
}

function Way({ delivery }: { readonly delivery: Delivery }) {
  const { channel, state, error } = delivery
  const report = reportOf(delivery)
  return (
    <li>
      {messageLog.deliveryChannels[channel]} <ToneTag zh={messageLog.deliveryStates[state]} tone={tones[state]} />
      {error && <span className="muted"> {isWord(error) ? messageLog.deliveryErrors[error] : error}</span>}
      {report && <span className="muted"> {report}</span>}
    </li>
  )
}
