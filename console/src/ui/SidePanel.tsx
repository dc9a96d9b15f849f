import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  readonly title: ReactNode
  /** What assistive technology calls the panel. */
  readonly label: string
  /** Left out: the panel belongs to the page and stays. */
  readonly onClose?: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
}

/** Details beside a list. It takes room instead of covering the list, and never the focus: the list stays in use. */
export function SidePanel({ title, label, onClose, children, footer }: Props) {
  return (
    <aside className="side-panel" aria-label={label}>
      <header className="side-panel-head">
        <div className="side-panel-title">{title}</div>
        {onClose && (
          <Button type="text" icon={<CloseOutlined />} aria-label="关闭" title="关闭（Esc）" onClick={onClose} />
        )}
      </header>
      <div className="side-panel-body">{children}</div>
      {footer && <footer className="side-panel-foot">{footer}</footer>}
    </aside>
  )
}
