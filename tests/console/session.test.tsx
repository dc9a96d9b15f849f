import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { board, identity } from '@pitlane/contract'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { call } from '../../console/src/lib/api'
import { currentSession } from '../../console/src/lib/session'
import { Refusal, REQUEST_ID, type FakeApi } from './support/api'
import { row, staff } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt, openBoard } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const tokens = (n: number) => ({
  accessToken: `access-${n}`,
  accessExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  refreshToken: `refresh-${n}`,
})

const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const submit = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('logs in, keeps the tokens and opens the board of the only store', async () => {
  api.on(identity.staffLogin, () => ({ ...tokens(1), mustChangePassword: false }))
  api.on(identity.staffMe, () => staff())
  api.on(board.board, ({ query }) => ({
    ...{ day: query.get('day') ?? '', isOpen: true, note: null, opensMinute: 510, closesMinute: 1080 },
    ...{ rows: [row(1)], bays: [], technicians: [] },
  }))
  openAt('/')
  fill('用户名', 'qiantai')
  fill('密码', 'Pitlane2026qt')
  submit('登录')
  await screen.findByRole('grid')
  expect(api.calls(identity.staffLogin)[0]?.body).toEqual({ username: 'qiantai', password: 'Pitlane2026qt' })
  expect(currentSession()?.refreshToken).toBe('refresh-1')
  expect(window.location.pathname).toMatch(/^\/console\/stores\/\w+\/today$/)
})

it('shows a wrong password in place with the request id, and keeps what was typed', async () => {
  api.on(identity.staffLogin, () => new Refusal('identity.credentials_wrong'))
  openAt('/')
  fill('用户名', 'qiantai')
  fill('密码', 'nope')
  submit('登录')
  expect(await screen.findByText('用户名或密码不正确。')).toBeTruthy()
  expect(screen.getByText(`编号 ${REQUEST_ID}`)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('用户名').value).toBe('qiantai')
  expect(currentSession()).toBeNull()
})

it('says that the account is locked and for how long', async () => {
  api.on(identity.staffLogin, () => new Refusal('identity.locked'))
  openAt('/')
  fill('用户名', 'qiantai')
  fill('密码', 'nope')
  submit('登录')
  expect(await screen.findByText(/已暂时锁定，请 15 分钟后再试/)).toBeTruthy()
})

it('asks for both fields before it asks the server', async () => {
  openAt('/')
  submit('登录')
  expect(await screen.findByText('请输入用户名')).toBeTruthy()
  expect(screen.getByText('请输入密码')).toBeTruthy()
  expect(api.seen).toHaveLength(0)
})

it.each([
  ['the profile says so', () => staff([], { mustChangePassword: true })],
  ['every call is refused', () => new Refusal('auth.password_change_required')],
])('lets nobody past a first password: %s', async (_why, profile) => {
  let isChanged = false
  api.on(identity.staffMe, () => (isChanged ? staff() : profile()))
  api.on(identity.changePassword, () => {
    isChanged = true
    return {}
  })
  api.on(board.board, ({ query }) => ({
    ...{ day: query.get('day') ?? '', isOpen: true, note: null, opensMinute: 510, closesMinute: 1080 },
    ...{ rows: [row(1)], bays: [], technicians: [] },
  }))
  logIn()
  openAt('/')
  await screen.findByText(/请先把初始密码改成自己的密码/)
  fill('当前密码', 'Pitlane2026xr')
  fill('新密码', 'short1')
  fill('再输入一次新密码', 'short1')
  submit('保存新密码')
  await screen.findAllByText('至少 10 位，同时包含字母和数字')
  expect(api.calls(identity.changePassword)).toHaveLength(0)
  fill('新密码', 'Zhengxiaoyu88')
  fill('再输入一次新密码', 'Zhengxiaoyu88')
  submit('保存新密码')
  await screen.findByRole('grid')
  expect(api.calls(identity.changePassword)[0]?.body).toEqual({ current: 'Pitlane2026xr', next: 'Zhengxiaoyu88' })
})

it('renews once for two calls that are refused at the same time, and sends both again', async () => {
  logIn('access-1', 'refresh-1')
  api.validToken = 'access-2'
  api.on(identity.staffMe, () => staff())
  api.on(identity.refresh, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return tokens(2)
  })
  const [a, b] = await Promise.all([call(identity.staffMe, {}), call(identity.staffMe, {})])
  expect([a.name, b.name]).toEqual(['李静', '李静'])
  expect(api.calls(identity.refresh).map(({ body }) => body)).toEqual([{ refreshToken: 'refresh-1' }])
  expect(currentSession()).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' })
})

it('uses each refresh token once: the next renewal sends the rotated one', async () => {
  logIn('access-1', 'refresh-1')
  api.on(identity.staffMe, () => staff())
  let issued = 1
  api.on(identity.refresh, () => tokens(++issued))
  api.validToken = 'access-2'
  await call(identity.staffMe, {})
  api.validToken = 'access-3'
  await call(identity.staffMe, {})
  expect(api.calls(identity.refresh).map(({ body }) => body)).toEqual([
    { refreshToken: 'refresh-1' },
    { refreshToken: 'refresh-2' },
  ])
})

it('takes over the tokens that another tab has just fetched instead of spending them again', async () => {
  logIn('access-1', 'refresh-1')
  api.validToken = 'access-2'
  api.on(identity.staffMe, () => staff())
  api.on(identity.refresh, () => new Refusal('identity.refresh_invalid'))
  const pending = call(identity.staffMe, {})
  logIn('access-2', 'refresh-2')
  expect((await pending).name).toBe('李静')
  expect(api.calls(identity.refresh)).toHaveLength(0)
})

it('survives losing the race against another tab', async () => {
  logIn('access-1', 'refresh-1')
  api.validToken = 'access-2'
  api.on(identity.staffMe, () => staff())
  api.on(identity.refresh, () => {
    logIn('access-2', 'refresh-2')
    return new Refusal('identity.refresh_invalid')
  })
  expect((await call(identity.staffMe, {})).name).toBe('李静')
  expect(currentSession()?.refreshToken).toBe('refresh-2')
})

it('asks to log in again when the renewal is refused, and shows nothing that was read before', async () => {
  await openBoard(api, { rows: [row(1)] })
  api.validToken = 'access-9'
  api.on(identity.refresh, () => new Refusal('identity.refresh_invalid'))
  await act(() => call(identity.staffMe, {}).catch(() => undefined))
  expect(await screen.findByText(/登录已失效，请重新登录/)).toBeTruthy()
  expect(screen.queryByRole('grid')).toBeNull()
  expect(currentSession()).toBeNull()
})

it('keeps the log-in when the renewal cannot reach the server', async () => {
  logIn('access-1', 'refresh-1')
  api.validToken = 'access-2'
  api.on(identity.staffMe, () => staff())
  api.on(identity.refresh, () => Promise.reject(new TypeError('network')))
  await expect(call(identity.staffMe, {})).rejects.toMatchObject({ code: 'client.offline' })
  expect(currentSession()?.refreshToken).toBe('refresh-1')
})

it('does not take a wrong current password for an expired log-in', async () => {
  logIn()
  api.on(identity.changePassword, () => new Refusal('identity.credentials_wrong'))
  const change = call(identity.changePassword, { body: { current: 'x', next: 'y' } })
  await expect(change).rejects.toMatchObject({ code: 'identity.credentials_wrong' })
  expect(currentSession()).not.toBeNull()
})

it('logs out here, also when the server cannot be told', async () => {
  await openBoard(api, { rows: [row(1)] })
  api.on(identity.logout, () => new Refusal('server.unavailable'))
  fireEvent.click(screen.getByRole('button', { name: '我的账号' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: '退出登录' }))
  expect(await screen.findByLabelText('用户名')).toBeTruthy()
  expect(currentSession()).toBeNull()
  expect(api.calls(identity.logout)[0]?.token).toBe('access-1')
})

it('logs out everywhere only after asking', async () => {
  await openBoard(api, { rows: [row(1)] })
  api.on(identity.logoutEverywhere, () => ({ ended: 3 }))
  fireEvent.click(screen.getByRole('button', { name: '我的账号' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: '在所有设备上退出' }))
  const sure = await screen.findByRole('button', { name: '全部退出' })
  expect(api.calls(identity.logoutEverywhere)).toHaveLength(0)
  fireEvent.click(sure)
  expect(await screen.findByLabelText('用户名')).toBeTruthy()
  expect(currentSession()).toBeNull()
})

it('follows a log-out in another tab', async () => {
  await openBoard(api, { rows: [row(1)] })
  localStorage.removeItem('pitlane.console.session')
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: 'pitlane.console.session' })))
  await waitFor(() => expect(screen.getByLabelText('用户名')).toBeTruthy())
})
