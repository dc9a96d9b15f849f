import { DownOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useStaff } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import { logOut, logOutEverywhere } from './log-out'
import { PasswordForm } from './PasswordForm'
import { words } from './words'

const items = [
  { key: 'password', label: words.changeTitle },
  { type: 'divider' as const },
  { key: 'logout', label: words.logout },
  { key: 'everywhere', label: words.everywhere, danger: true },
]

/** The person's own matters, behind their name. */
export function AccountMenu() {
  const { name, username } = useStaff()
  const { modal } = App.useApp()
  const toast = useToast()
  const [isChanging, setChanging] = useState(false)
  const askEverywhere = () =>
    void modal.confirm({
      title: words.everywhereTitle,
      content: words.everywhereText,
      okText: words.everywhereDone,
      okButtonProps: { danger: true },
      cancelText: words.keep,
      onOk: () => logOutEverywhere().catch(toast.fault),
    })
  const chosen: Readonly<Record<string, () => void>> = {
    password: () => setChanging(true),
    logout: () => void logOut(),
    everywhere: askEverywhere,
  }
  const onDone = () => {
    setChanging(false)
    toast.done(words.saved)
  }
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => chosen[key]?.() }}>
        <Button type="text" aria-label={words.account} title={username}>
          {name} <DownOutlined aria-hidden="true" />
        </Button>
      </Dropdown>
      <Modal
        open={isChanging}
        title={words.changeTitle}
        footer={null}
        destroyOnHidden
        width={400}
        onCancel={() => setChanging(false)}
      >
        <p className="muted">{words.changeOther}</p>
        <PasswordForm onDone={onDone} />
      </Modal>
    </>
  )
}
