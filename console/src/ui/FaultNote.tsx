import { Alert } from 'antd'
import { isApiError, titleOf } from '../lib/api-error'

/** What went wrong in words, and in small print the number under which the server's log knows it. */
export function FaultText({ error }: { error: unknown }) {
  const requestId = isApiError(error) ? error.requestId : null
  return (
    <span>
      {titleOf(error)}
      {requestId && <small className="request-id">编号 {requestId}</small>}
    </span>
  )
}

/** An error in the place where it happened. Shows nothing when there is none. */
export function FaultNote({ error }: { error: unknown }) {
  if (!error) return null
  return <Alert className="fault-note" type="error" showIcon title={<FaultText error={error} />} />
}
