import { identity } from '@pitlane/contract'
import { Button, Form, Input } from 'antd'
import { call } from '../../lib/api'
import { keepSession, lastEndReason } from '../../lib/session'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { AuthCard } from './AuthCard'
import { words } from './words'

interface Credentials {
  readonly username: string
  readonly password: string
}

/** Logs a member of staff in. Refusals, a locked account included, are shown above the button. */
export function LoginPage() {
  const login = useAction((body: Credentials) => call(identity.staffLogin, { body }), keepSession)
  return (
    <AuthCard title={words.login} note={lastEndReason() === 'expired' ? words.expired : undefined}>
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={login.run} disabled={login.isBusy}>
        <Form.Item
          name="username"
          label={words.username}
          rules={[{ required: true, whitespace: true, message: words.usernameNeeded }]}
        >
          <Input autoFocus autoComplete="username" maxLength={64} spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordNeeded }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <FaultNote error={login.error} />
        <Button type="primary" htmlType="submit" block loading={login.isBusy}>
          {words.login}
        </Button>
      </Form>
      <p className="auth-hint">{words.forgot}</p>
    </AuthCard>
  )
}
