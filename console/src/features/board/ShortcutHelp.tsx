import { Modal } from 'antd'
import { shortcutWords, words } from './words'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** All shortcuts at a glance. */
export function ShortcutHelp({ isOpen, onClose }: Props) {
  return (
    <Modal open={isOpen} title={words.helpTitle} footer={null} width={420} onCancel={onClose} destroyOnHidden>
      <table className="keys">
        <tbody>
          {shortcutWords.map(([keys, meaning]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{words.helpNote}</p>
    </Modal>
  )
}
