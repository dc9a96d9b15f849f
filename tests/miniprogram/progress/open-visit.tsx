import type { workorder } from '@pitlane/contract'
import { render, screen } from '@testing-library/react'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { server, type Sent } from '../owner-app'
import { PROGRESS, visit, WORKORDER } from './scene'

/** What the server answers at the moment; tests change it as the visit goes on. */
export const house: { now: workorder.ProgressView } = { now: visit }
export const standing = { id: WORKORDER, state: 'authorised', version: 5 }

let shown: { unmount: () => void } | undefined

/** Opens the page of the visit, changed by `over`. */
export async function show(
  over: Partial<workorder.ProgressView> = {},
  more: Record<string, (body: unknown) => unknown> = {},
): Promise<Sent[]> {
  house.now = { ...visit, ...over }
  const sent = server({ [`GET ${PROGRESS}`]: () => house.now, ...more })
  shown = render(<VisitPage />)
  await screen.findByText(/沪A·D12345 特斯拉 Model 3 · 浦东店/)
  return sent
}

export const leave = () => shown?.unmount()
export const posts = (sent: readonly Sent[]) => sent.filter(({ call }) => call.startsWith('POST'))
