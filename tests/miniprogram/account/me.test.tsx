import { beforeEach, describe, expect, test } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import { currentProfile, storedSession } from '../../../miniprogram/src/lib/session'
import Privacy from '../../../miniprogram/src/packages/account/pages/privacy'
import Settings from '../../../miniprogram/src/packages/account/pages/settings'
import Me from '../../../miniprogram/src/pages/me'
import { liveSockets } from '../live-socket'
import { journeys, logIn, logOut, notes, owner, refusal, server, tap, type } from '../owner-app'

/** Nothing is new. */
const quiet = { 'GET /api/me/message-count': () => ({ unread: 0 }) }

let went: string[]
let shown: string[]

beforeEach(() => {
  logOut()
  went = journeys()
  shown = notes()
  liveSockets()
})

describe('the own page', () => {
  test('offers a guest to log in', async () => {
    render(<Me />)
    expect(screen.getByText('您还没有登录')).toBeTruthy()
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
  })

  test('shows who is logged in, with a masked phone, and leads on', async () => {
    logIn()
    server(quiet)
    render(<Me />)
    expect(screen.getByText('王先生')).toBeTruthy()
    expect(screen.getByText('138****8000')).toBeTruthy()
    await tap(/^我的车库/)
    await tap(/^我的预约/)
    await tap(/^设置/)
    await tap('隐私保护指引')
    expect(went).toEqual([
      'to /packages/garage/pages/list/index',
      'tab /pages/bookings/index',
      'to /packages/account/pages/settings/index',
      'to /packages/account/pages/privacy/index',
    ])
  })

  test('offers to bind a phone while there is none', async () => {
    logIn({ ...owner, maskedPhone: null })
    server(quiet)
    render(<Me />)
    await tap('绑定手机号')
    expect(went).toEqual(['to /packages/account/pages/login/index?phone=1'])
  })

  test('大字 is switched and remembered', async () => {
    render(<Me />)
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('false')
    await tap('大字模式', 'checkbox')
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('true')
    await tap('大字模式', 'checkbox')
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('false')
  })
})

describe('the name', () => {
  test('is changed', async () => {
    logIn({ ...owner, name: null })
    const sent = server({ ...quiet, 'PUT /api/me': () => ({ ...owner, name: '李女士' }) })
    render(<Me />)
    await tap('填写称呼')
    await type('称呼', '  李女士 ')
    await tap('保存')
    expect(sent.filter(({ call }) => call.startsWith('PUT'))).toEqual([
      { call: 'PUT /api/me', body: { name: '李女士' } },
    ])
    expect(screen.getByText('李女士')).toBeTruthy()
    expect(shown).toEqual(['已保存'])
  })

  test('empty is refused in place', async () => {
    logIn()
    const sent = server(quiet)
    render(<Me />)
    await tap('修改称呼')
    await type('称呼', '   ')
    await tap('保存')
    expect(screen.getByText('请输入您的称呼。')).toBeTruthy()
    expect(sent.filter(({ call }) => call.startsWith('PUT'))).toEqual([])
  })

  test('is kept in the field when the network fails', async () => {
    logIn()
    server(quiet)
    render(<Me />)
    await tap('修改称呼')
    await type('称呼', '李女士')
    await tap('保存')
    expect(await screen.findByText('网络不太顺畅，您填写的内容都在。请检查网络后重试。')).toBeTruthy()
    expect(currentProfile()?.name).toBe('王先生')
  })
})

describe('logging out', () => {
  test('asks first and says what is lost', async () => {
    logIn()
    const sent = server({})
    render(<Settings />)
    await tap(/^退出登录/)
    expect(screen.getByText('这台设备上将看不到您的预约和车辆，再次登录即可恢复。')).toBeTruthy()
    await tap('再想想')
    expect(sent).toEqual([])
    expect(currentProfile()).toEqual(owner)
  })

  test('ends the log-in on the server and forgets it here', async () => {
    logIn()
    const sent = server({ 'DELETE /api/sessions/current': () => ({}) })
    render(<Settings />)
    await tap(/^退出登录/)
    await tap('确认退出')
    expect(sent.map(({ call }) => call)).toEqual(['DELETE /api/sessions/current'])
    expect(storedSession()).toBeNull()
    expect(went).toEqual(['tab /pages/me/index'])
    expect(shown).toEqual(['已退出登录'])
  })

  test('without a network the device forgets it all the same, and says so', async () => {
    logIn()
    server({})
    render(<Settings />)
    await tap(/^退出登录/)
    await tap('确认退出')
    expect(storedSession()).toBeNull()
    expect(shown).toEqual(['已退出这台设备。网络不通，登录凭据会在到期后自动失效。'])
  })

  test('everywhere says how many were ended', async () => {
    logIn()
    server({ 'DELETE /api/sessions': () => ({ ended: 3 }) })
    render(<Settings />)
    await tap(/^退出所有设备/)
    await tap('确认退出')
    expect(storedSession()).toBeNull()
    expect(shown).toEqual(['已退出 3 处登录'])
  })

  test('everywhere stays logged in when the server did not do it, or the owner would believe it', async () => {
    logIn()
    server({ 'DELETE /api/sessions': () => refusal('server.unavailable') })
    render(<Settings />)
    await tap(/^退出所有设备/)
    await tap('确认退出')
    expect(screen.getByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    expect(storedSession()?.profile).toEqual(owner)
  })

  test('is not offered to a guest', () => {
    render(<Settings />)
    expect(screen.queryByText('退出登录')).toBeNull()
    expect(screen.getByText('版本')).toBeTruthy()
  })
})

describe('the privacy guide', () => {
  const policy = { version: '2026-11-01', sections: [{ title: '我们收集什么', text: '手机号' }] }

  test('is shown with its version', async () => {
    server({ 'GET /api/privacy-policy': () => policy })
    render(<Privacy />)
    expect(screen.getByRole('status')).toBeTruthy()
    expect(await screen.findByText('我们收集什么')).toBeTruthy()
    expect(screen.getByText('版本 2026-11-01')).toBeTruthy()
  })

  test('can be asked for again when it did not come', async () => {
    let attempts = 0
    server({ 'GET /api/privacy-policy': () => (++attempts === 1 ? refusal('server.unavailable') : policy) })
    render(<Privacy />)
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    await tap('重试')
    expect(await screen.findByText('我们收集什么')).toBeTruthy()
  })
})
