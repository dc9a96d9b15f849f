import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { Blank } from '../ui/Blank'
import { words } from './words'

interface Props {
  readonly children: ReactNode
}

/** Catches what a screen throws while drawing: one broken screen must not leave an empty page. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Blank title={words.crashed}>
        <p>{words.crashedHint}</p>
        <Button type="primary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </Blank>
    )
  }
}
