import { Button } from 'antd'
import { FaultText } from './FaultNote'

interface Props {
  readonly error: unknown
  readonly onRetry: () => void
  readonly isRetrying?: boolean
}

/** In place of what could not be loaded. */
export function LoadFailed({ error, onRetry, isRetrying }: Props) {
  return (
    <div className="blank" role="alert">
      <p className="blank-title">没有加载成功</p>
      <p>
        <FaultText error={error} />
      </p>
      <Button type="primary" onClick={onRetry} loading={isRetrying}>
        重新加载
      </Button>
    </div>
  )
}
