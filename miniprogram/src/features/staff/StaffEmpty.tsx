import type { Handler } from '../../lib/handler'
import { Empty } from '../../ui/Empty'
import { BigButton } from './BigButton'

interface Props {
  readonly title: string
  readonly hint?: string
  readonly tone?: 'primary' | 'plain'
  /** What to do next. */
  readonly action: { readonly label: string; readonly onClick: Handler }
}

/** Nothing here, with a way on for hands in gloves. */
export const StaffEmpty = ({ title, hint, tone = 'plain', action }: Props) => (
  <Empty title={title} {...(hint ? { hint } : {})}>
    <BigButton tone={tone} onClick={action.onClick}>
      {action.label}
    </BigButton>
  </Empty>
)
