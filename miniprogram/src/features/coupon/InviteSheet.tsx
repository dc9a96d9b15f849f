import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Cell } from '../../ui/Cell'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { inviteFriend, useStores } from './coupon.api'
import styles from './coupon.module.scss'
import { text } from './coupon.text'
import { SendLink } from './SendLink'

const words = text.invite

export type Invitation = Awaited<ReturnType<typeof inviteFriend>>

interface Props {
  readonly made: Invitation | undefined
  readonly onMade: (made: Invitation | undefined) => void
  readonly onClose: () => void
}

/** Invites a friend to a store; both get a coupon in the end. */
export function InviteSheet({ made, onMade, onClose }: Props) {
  const { data: stores, error } = useStores()
  const invite = useAction(async (storeId: string) => onMade(await inviteFriend(storeId)))
  const problem = invite.problem ?? error
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <View className={styles.body}>{words.hint}</View>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      {made ? (
        <>
          <Cell title={words.made(made.name, made.says)} note={words.until(sayInstant(made.until))} />
          <Cell title={words.other} onClick={() => onMade(undefined)} />
          <View className={styles.actions}>
            <SendLink title={words.card} token={made.token} />
          </View>
        </>
      ) : (
        <>
          <View className={styles.quiet}>{words.which}</View>
          {stores
            ? stores.map(({ id, name, address }) => (
                <Cell key={id} title={name} note={address} onClick={() => invite.run(id)} />
              ))
            : !error && <Skeleton rows={3} height={48} />}
        </>
      )}
    </Sheet>
  )
}
