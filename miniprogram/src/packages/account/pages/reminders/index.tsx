import { ConsentLedger } from '../../../../features/messages/ConsentLedger'
import { words } from '../../../../features/messages/ledger.text'
import { NotificationSettings } from '../../../../features/messages/NotificationSettings'
import { text } from '../../../../features/messages/messages.text'
import { LoginDismissed, requireLogin, useProfile } from '../../../../lib/session'
import { Empty } from '../../../../ui/Empty'
import { Page } from '../../../../ui/Page'

const askLogin = () =>
  void requireLogin().catch((error: unknown) => {
    if (!(error instanceof LoginDismissed)) throw error
  })

/** 消息提醒: what may be sent to the owner, how often, and when it was last. */
export default function RemindersPage() {
  const profile = useProfile()
  return (
    <Page>
      {profile ? (
        <>
          <NotificationSettings />
          <ConsentLedger />
        </>
      ) : (
        <Empty title={words.login} action={{ label: text.loginAction, onClick: askLogin }} />
      )}
    </Page>
  )
}
