import type { Day } from './plan/layout'
import { CheckInPoster } from './poster/CheckInPoster'
import { PrintSheet } from './print/PrintSheet'
import type { Tools } from './use-tools'

interface Props {
  readonly data: Day | undefined
  readonly tools: Tools
}

/** What goes to the printer: the poster while it is open, else the day. */
export function BoardPaper({ data, tools }: Props) {
  if (tools.tool === 'poster') return <CheckInPoster onClose={tools.close} />
  return data ? <PrintSheet data={data} /> : null
}
