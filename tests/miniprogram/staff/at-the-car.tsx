import { drawer } from './kept-files'
import '../device'
import { jest } from '@jest/globals'
import { act, fireEvent, render, screen, type RenderResult } from '@testing-library/react'
import Taro from '@tarojs/taro'
import type { ReactElement } from 'react'
import { forgetStaff } from '../../../miniprogram/src/features/staff/staff-session'
import Job from '../../../miniprogram/src/packages/staff/pages/job'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, server, type Sent } from '../owner-app'
import { answers, freshPhone, fullHouse, JOB, logInStaff, WORKORDER } from './scene'

/** What the server has at the moment. */
export const now = { house: fullHouse() }

let shown: RenderResult | undefined
export const show = (page: ReactElement): void => void (shown = render(page))
export const leave = () => shown?.unmount()

/** Somebody of the staff is logged in on a phone that is new. */
export async function begin(): Promise<void> {
  freshPhone()
  act(forgetStaff)
  drawer.clear()
  now.house = fullHouse()
  liveSockets()
  journeys()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
  openedWith({ jobId: JOB })
  await logInStaff(now.house)
}

/** The server does what it is told and counts. */
function done(state: 'running' | 'paused' | 'checking') {
  const [first, ...others] = now.house.jobs
  if (!first) throw new Error('no job')
  const version = first.job.version + 1
  const pauseReason = state === 'paused' ? 'parts' : null
  now.house.jobs = [{ ...first, job: { ...first.job, state, version, pauseReason } }, ...others]
  return { id: JOB, state, version }
}
/** A network, and a server that does as it is told but for `more`. */
export const online = (more: Record<string, (body: unknown) => unknown> = {}) =>
  server({
    ...answers(now.house),
    'GET /api/me/work': () => ({ places: [{ storeId: 's', storeName: '浦东店', technicianId: null, ...now.house }] }),
    [`POST /api/jobs/${JOB}/start`]: () => done('running'),
    [`POST /api/jobs/${JOB}/pause`]: () => done('paused'),
    [`POST /api/jobs/${JOB}/completion`]: () => done('checking'),
    [`POST /api/jobs/${JOB}/help`]: () => ({}),
    [`POST /api/workorders/${WORKORDER}/addons`]: () => ({ id: '01J00000000000000000000911' }),
    ...more,
  })

/** Opens the page of the job. */
export async function open(): Promise<void> {
  show(<Job />)
  await screen.findByText('更换前刹车片')
}
/** The network comes back. */
export const backOnline = (more?: Record<string, (body: unknown) => unknown>): Sent[] => {
  const sent = online(more)
  act(() => void fireEvent(window, new Event('online')))
  return sent
}
