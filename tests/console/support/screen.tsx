import { jest } from '@jest/globals'
import { board, files, identity, mobility, process, todo, type Permission, type View } from '@pitlane/contract'
import { QueryClient } from '@tanstack/react-query'
import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react'
import { App } from '../../../console/src/app/App'
// Loaded here once, so that the lazy parts of the console are there at once when a test opens them.
import '../../../console/src/app/BookingsPage'
import '../../../console/src/app/Shell'
import '../../../console/src/app/TodayPage'
import '../../../console/src/features/calendar'
import '../../../console/src/features/jobs'
import '../../../console/src/features/settings'
import '../../../console/src/features/phone-todos'
import '../../../console/src/features/mobility'
import '../../../console/src/features/staff-todos'
import '../../../console/src/app/WorkorderScreens'
import '../../../console/src/features/workorders'
import { keepSession } from '../../../console/src/lib/session'
import { FakeApi } from './api'
import { resources, staff, STORE, today } from './people'
import { FakeSocket, installSockets } from './sockets'

// jsdom draws nothing, so it cannot scroll either, and its styles answer no question of these tests: yet to cascade Ant
// Design's sheets for each accessible name would take most of the time.
Element.prototype.scrollIntoView = () => undefined
const noStyle = document.createElement('div').style
globalThis.getComputedStyle = () => noStyle

configure({
  asyncUtilTimeout: 10_000,
  // The whole page as text says less than the sentence that it follows.
  getElementError: (message) => new Error(message ?? 'not found'),
})

/** jsdom has none, and Node's own would keep the test process alive. Ant Design's forms batch their changes by it. */
class TaskChannel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null }
  readonly port2 = { postMessage: () => void setTimeout(() => this.port1.onmessage?.()) }
}
Object.assign(globalThis, { MessageChannel: TaskChannel })

jest.setTimeout(30_000)

let client: QueryClient | undefined

/** A clean browser: nobody logged in, nothing connected, nothing cached. */
export function freshBrowser(): FakeApi {
  // Answers arrive whenever they arrive, as in a browser; nothing here waits for them by `act`.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })
  localStorage.clear()
  installSockets()
  // The marks in the rail: nothing waits, unless a test says otherwise.
  return new FakeApi()
    .on(todo.count, () => ({ todos: 0, leaveRequests: 0 }))
    .on(process.myTasks, () => ({ items: [], isCut: false }))
}

/** Takes the screen down; call it after each test, so that no timer of one test fires in the next. */
export function closeBrowser(): void {
  cleanup()
  client?.clear()
  FakeSocket.all.forEach((socket) => socket.close())
}

/** Opens the console at `path` below `/console`. */
export function openAt(path: string): QueryClient {
  window.history.pushState({}, '', `/console${path}`)
  client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } })
  render(<App client={client} />)
  return client
}

export const logIn = (accessToken = 'access-1', refreshToken = 'refresh-1') =>
  keepSession({ accessToken, refreshToken, accessExpiresAt: new Date(Date.now() + 600_000).toISOString() })

/** A day that a test can change; the board answers with what it holds at that moment. */
export interface Day {
  rows: board.BoardRow[]
  /** What the owner sent with whichever booking is open. */
  files?: files.FilesView
  /** What waits to be confirmed, on any day. */
  queue?: View<typeof board.confirmQueue>
  /** Trips of whichever day is asked for. */
  trips?: mobility.TripRow[]
}

/** Answers staff profile and board, logs in, and opens `path` (today's board unless told otherwise). */
export async function openBoard(
  api: FakeApi,
  day: Day,
  options: { held?: readonly Permission[]; path?: string } = {},
): Promise<QueryClient> {
  api.on(identity.staffMe, () => staff(options.held))
  api.on(files.ofBooking, () => day.files ?? { photos: [], voice: null })
  api.on(mobility.day, ({ query }) => ({
    ...{ day: query.get('day') ?? '', trips: day.trips ?? [], loaners: [], drivers: [], cars: [] },
  }))
  api.on(board.confirmQueue, () => day.queue ?? [])
  api.on(board.board, ({ query }) => ({
    day: query.get('day') ?? today(),
    isOpen: true,
    note: null,
    opensMinute: 510,
    closesMinute: 1080,
    rows: day.rows,
    ...resources,
  }))
  logIn()
  const opened = openAt(options.path ?? `/stores/${STORE}/today`)
  if (day.rows.length > 0) await screen.findByRole('grid')
  return opened
}

/** Rows as they stand on the screen, top to bottom, by booking id. */
export const order = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-id]')].map((line) => line.dataset['id'])

export const lineOf = (id: string): HTMLElement => {
  const line = document.querySelector<HTMLElement>(`[data-id="${id}"]`)
  if (!line) throw new Error(`no row ${id} on the screen`)
  return line
}

/** Presses one key where the focus is. */
export const press = (key: string): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key })
}

export const panel = () => within(screen.getByRole('complementary', { name: '预约详情' }))
export const queryPanel = () => screen.queryByRole('complementary', { name: '预约详情' })
