import { Modal } from 'antd'
import { shortcutWords } from './words'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** All shortcuts at a glance. */
export function ShortcutHelp({ isOpen, onClose }: Props) {
  return (
    <Modal open={isOpen} title="快捷键" footer={null} width={420} onCancel={onClose} destroyOnHidden>
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
      <p className="muted">在输入框中打字时，快捷键不起作用。</p>
    </Modal>
  )
}
