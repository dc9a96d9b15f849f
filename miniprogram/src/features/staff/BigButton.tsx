import type { PropsWithChildren } from 'react'
import type { Handler } from '../../lib/handler'
import { ActionButton } from '../../ui/ActionButton'
import styles from './staff.module.scss'

interface Props {
  readonly onClick: Handler
  readonly tone?: 'primary' | 'plain' | 'danger'
  readonly loading?: boolean
  readonly disabled?: boolean
}

/** A button for hands in gloves. */
export const BigButton = (props: PropsWithChildren<Props>) => <ActionButton {...props} className={styles.big} />
