import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { hasShareSheet, shareLink, sharesByCard } from '../../lib/platform/share'
import { routes } from '../../lib/routes'
import { sayDay, storeTime } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Sheet } from '../../ui/Sheet'
import styles from './ShareSheet.module.scss'
import { endShares, makeShare, useShares } from './visit.api'
import { text } from './visit.text'

const words = text.share

interface Props {
  readonly item: booking.BookingView
  /** The link that was just made. */
  readonly token: string | undefined
  readonly onMade: (token: string | undefined) => void
  readonly onClose: () => void
}

/** What a link is called where it arrives. */
export const cardTitle = ({ day, storeName }: booking.BookingView): string => words.card(sayDay(day), storeName)

/** The last day on which a link opens that ends at this instant. */
const lastDayOf = (until: string): string => sayDay(storeTime(new Date(Date.parse(until) - 1).toISOString()).day)

/** The button that sends the link: WeChat's own, the phone's share sheet, or a copy. */
function SendButton({ title, token }: { readonly title: string; readonly token: string }) {
  const send = useAction(async () => {
    if ((await shareLink(title, routes.shared(token))) === 'copied') toast(words.copied)
  })
  if (sharesByCard()) return <ActionButton openType="share">{words.send}</ActionButton>
  return (
    <ActionButton loading={send.busy} onClick={send.run}>
      {hasShareSheet() ? words.send : words.copy}
    </ActionButton>
  )
}

/** Makes a link for the family, says what it shows, and ends all of them on request. */
export function ShareSheet({ item, token, onMade, onClose }: Props) {
  const shares = useShares(item.id)
  const make = useAction(async () => {
    const made = await makeShare(item.id)
    onMade(made.token)
    await shares.reload()
  })
  const stop = useAction(async () => {
    await endShares(item.id)
    onMade(undefined)
    toast(words.stopped)
    await shares.reload()
  })
  const problem = make.problem ?? stop.problem
  const open = shares.data?.open ?? 0
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <View className={styles.hint}>{words.hint}</View>
      {shares.data && <View className={styles.until}>{words.until(lastDayOf(shares.data.until))}</View>}
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      <View className={styles.actions}>
        {token ? (
          <SendButton title={cardTitle(item)} token={token} />
        ) : (
          <ActionButton loading={make.busy} onClick={make.run}>
            {words.make}
          </ActionButton>
        )}
        {open > 0 && (
          <ActionButton tone="danger" loading={stop.busy} onClick={stop.run}>
            {`${words.stop}（${words.shared(open)}）`}
          </ActionButton>
        )}
      </View>
    </Sheet>
  )
}
