import { identity } from '@pitlane/contract'
import { Button, Form, Input, type FormRule } from 'antd'
import { call } from '../../lib/api'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { words } from './words'

interface Passwords {
  readonly current: string
  readonly next: string
  readonly again: string
}

const nextRules: FormRule[] = [
  { required: true, message: words.rule },
  { min: 10, message: words.rule },
  { pattern: /(?=.*[A-Za-z])(?=.*\d)/, message: words.rule },
  ({ getFieldValue }) => ({
    validator: (_, value) =>
      value && value === getFieldValue('current') ? Promise.reject(new Error(words.same)) : Promise.resolve(),
  }),
]

const againRules: FormRule[] = [
  { required: true, message: words.again },
  ({ getFieldValue }) => ({
    validator: (_, value) =>
      !value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(words.differ)),
  }),
]

/** Changes the own password; calls `onDone` once the server has it. */
export function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const change = useAction(
    ({ current, next }: Passwords) => call(identity.changePassword, { body: { current, next } }),
    onDone,
  )
  return (
    <Form<Passwords> layout="vertical" requiredMark={false} onFinish={change.run} disabled={change.isBusy}>
      <Form.Item name="current" label={words.current} rules={[{ required: true, message: words.passwordNeeded }]}>
        <Input.Password autoFocus autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="next" label={words.next} extra={words.rule} validateFirst rules={nextRules}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="again" label={words.again} dependencies={['next']} validateFirst rules={againRules}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <FaultNote error={change.error} />
      <Button type="primary" htmlType="submit" block loading={change.isBusy}>
        {words.save}
      </Button>
    </Form>
  )
}
