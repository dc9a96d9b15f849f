import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Message } from '../../../../features/messages/messages.api'
import { text } from '../../../../features/messages/messages.text'
import { MessageCard } from '../../../../features/messages/MessageCard'
import { useInbox } from '../../../../features/messages/use-inbox'
import { LoginDismissed, requireLogin, useProfile } from '../../../../lib/session'
import { toast } from '../../../../lib/toast'
import { useAction } from '../../../../lib/use-action'
import { ActionButton } from '../../../../ui/ActionButton'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Tappable } from '../../../../ui/Tappable'
import styles from './index.module.scss'

const askLogin = () =>
  void requireLogin().catch((error: unknown) => {
    if (!(error instanceof LoginDismissed)) throw error
  })

/** What the owner has been told, latest first. */
function Inbox() {
  const { page, error, reload, isLoadingMore, more, read, readAll } = useInbox()
  const all = useAction(() => readAll().catch(() => toast(text.readAllFailed)))
  const open = (message: Message) => {
    read(message)
    if (message.link) void Taro.navigateTo({ url: message.link })
  }
  if (!page && error) return <ErrorState problem={error} onRetry={reload} />
  if (!page) return <CardSkeletons />
  if (page.items.length === 0) return <Empty title={text.empty} hint={text.emptyHint} />
  return (
    <>
      {page.items.some(({ isRead }) => !isRead) && (
        <View className={styles.bar}>
          <Tappable className={styles.all} onClick={all.run}>
            {text.readAll}
          </Tappable>
        </View>
      )}
      {page.items.map((message) => (
        <MessageCard key={message.id} message={message} onOpen={() => open(message)} />
      ))}
      {page.next && (
        <View className={styles.more}>
          <ActionButton tone="plain" loading={isLoadingMore} onClick={() => void more()}>
            {text.more}
          </ActionButton>
        </View>
      )}
    </>
  )
}

export default function MessagesPage() {
  const profile = useProfile()
  return (
    <Page>
      {profile ? <Inbox /> : <Empty title={text.login} action={{ label: text.loginAction, onClick: askLogin }} />}
    </Page>
  )
}
