import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { identity, resources, services } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId, staff, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'

const family: services.ModelFamily = {
  id: rowId(40),
  name: '帕萨特系列',
  brand: '大众',
  modelPrefix: '帕萨特',
  version: 2,
}

let api: FakeApi
beforeEach(async () => {
  api = freshBrowser()
  api.on(services.list, () => ({ services: [], families: [family] }))
  api.on(identity.staffMe, () => staff())
  api.on(resources.history, () => [])
  logIn()
  openAt(`/stores/${STORE}/settings/capacity?tab=families`)
  const row = (await screen.findByRole('rowheader', { name: family.name })).closest('tr') as HTMLElement
  fireEvent.click(within(row).getByRole('button', { name: `修改 ${family.name}` }))
})
afterEach(closeBrowser)

it('keeps a family that is in use', async () => {
  api.on(services.previewFamily, ({ body }) =>
    (body as { change: services.FamilyChange }).change.kind === 'remove'
      ? new Refusal('catalog.family_in_use')
      : { affected: [] },
  )
  api.on(services.changeFamily, () => ({ ...family, version: 3 }))
  fireEvent.click(await screen.findByRole('button', { name: '删除车系' }))
  expect(await screen.findByText(/请先删除这些设置/)).toBeTruthy()
  const { id: familyId } = family
  expect(api.calls(services.previewFamily)[0]?.body).toEqual({ change: { kind: 'remove', familyId, version: 2 } })
  fireEvent.change(screen.getByLabelText('车型前缀'), { target: { value: ' ' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(api.calls(services.changeFamily)).toHaveLength(1))
  expect(api.calls(services.changeFamily)[0]?.body).toEqual({
    ...{ name: '帕萨特系列', brand: '大众', modelPrefix: '', version: 2, affectedSeen: 0 },
  })
})

it('shows the bookings whose cars would take longer before a family is removed', async () => {
  api.on(services.previewFamily, () => ({
    affected: [
      {
        ...{ id: rowId(5), number: 'BK00000005', storeName: '徐汇店', day: addDays(today(), 1), minute: 600 },
        ...{ endMinute: 645, serviceName: '小保养', maskedPlate: '沪A·**345' },
        losses: [{ kind: 'minutes' as const, name: '小保养' }],
      },
    ],
  }))
  api.on(services.removeFamily, () => ({}))
  fireEvent.click(await screen.findByRole('button', { name: '删除车系' }))
  const asked = within(await screen.findByRole('alertdialog', { name: '这项修改会影响 1 个预约' }))
  expect(asked.getByText('预留时长不足')).toBeTruthy()
  expect(asked.getByText('徐汇店')).toBeTruthy()
  expect(api.calls(services.removeFamily)).toHaveLength(0)
  fireEvent.click(asked.getByRole('button', { name: '返回修改' }))
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '名称' }).value).toBe('帕萨特系列')
  fireEvent.click(screen.getByRole('button', { name: '删除车系' }))
  fireEvent.click(await screen.findByRole('button', { name: '仍要删除' }))
  expect(await screen.findByText('已删除车系 帕萨特系列')).toBeTruthy()
  const [{ query } = { query: new URLSearchParams() }] = api.calls(services.removeFamily)
  expect([query.get('version'), query.get('affectedSeen')]).toEqual(['2', '1'])
})
