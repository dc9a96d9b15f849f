import { LoginDismissed, requireLogin } from '../../lib/session'
import { Empty } from '../../ui/Empty'

interface Props {
  readonly title: string
  readonly hint?: string
  readonly label: string
}

/** Leaving the log-in page is not an error. */
export function openLogin(): void {
  requireLogin().catch((error: unknown) => {
    if (!(error instanceof LoginDismissed)) throw error
  })
}

/** What a log-in would bring, and the way to it. */
export function LoginFirst({ title, hint, label }: Props) {
  return <Empty title={title} hint={hint} action={{ label, onClick: openLogin }} />
}
