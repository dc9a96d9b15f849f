import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import EditVehicle from '../../../miniprogram/src/packages/garage/pages/edit'
import { car, journeys, logIn, logOut, notes, refusal, server, tap, type } from '../owner-app'

const ADD = 'POST /api/me/vehicles'
const EDIT = `PUT /api/me/vehicles/${car.id}`
const LIST = 'GET /api/me/vehicles'
let went: string[]
let shown: string[]
let scrolled: jest.SpiedFunction<typeof Taro.pageScrollTo>

const opened = (vehicleId?: string) =>
  jest.spyOn(Taro, 'useRouter').mockReturnValue({ params: vehicleId ? { vehicleId } : {}, path: '' } as never)

beforeEach(() => {
  logOut()
  went = journeys()
  shown = notes()
  opened()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
  scrolled = jest.spyOn(Taro, 'pageScrollTo').mockResolvedValue({ errMsg: 'ok' })
  jest.spyOn(Taro, 'setNavigationBarTitle').mockResolvedValue({ errMsg: 'ok' })
})

/** Opens the plate keyboard and presses its keys. */
async function enterPlate(keys: string) {
  await tap(/^车牌号/)
  for (const key of keys) await tap(key)
  await tap('完成')
}

async function fillCar() {
  await tap('特斯拉', 'radio')
  await type('车型', 'Model 3')
  await tap('纯电动', 'radio')
}

describe('adding a car', () => {
  test('by the plate keyboard and a few taps', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await enterPlate('AD12345')
    await fillCar()
    await type('当前里程（选填）', '32000')
    await tap('保存')
    expect(sent).toEqual([
      {
        call: ADD,
        body: { plate: '沪AD12345', vin: null, brand: '特斯拉', model: 'Model 3', fuel: 'bev', mileageKm: 32_000 },
      },
    ])
    expect(shown).toEqual(['车辆已添加'])
    expect(went).toEqual(['back'])
  })

  test('missing parts are marked where they are, nothing is sent, and marks go as they are filled', async () => {
    logIn()
    const sent = server({})
    render(<EditVehicle />)
    await tap('保存')
    for (const words of [
      '请输入车牌号，或选择“暂无车牌”。',
      '请选择或输入品牌。',
      '请输入车型。',
      '请选择动力类型。',
    ]) {
      expect(screen.getByText(words)).toBeTruthy()
    }
    expect(scrolled).toHaveBeenCalledWith(expect.objectContaining({ selector: '#field-plate' }))
    await type('车型', 'Model 3')
    expect(screen.queryByText('请输入车型。')).toBeNull()
    expect(screen.getByText('请选择动力类型。')).toBeTruthy()
    expect(sent).toEqual([])
  })

  test('without a plate the VIN is needed', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await tap('暂无车牌', 'radio')
    await fillCar()
    await tap('保存')
    expect(screen.getByText('没有车牌时请填写车架号，门店凭它认出您的车。')).toBeTruthy()
    await type('车架号', 'lsvt est2 0r29 00001')
    await tap('保存')
    expect(sent[0]?.body).toMatchObject({ plate: null, vin: 'LSVTEST20R2900001' })
  })

  test('a new-energy car with a short plate is a doubt, not a refusal', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await enterPlate('AD1234')
    await fillCar()
    expect(screen.getByText('新能源车牌通常为 8 位，是否漏输一位？确认无误可以直接保存。')).toBeTruthy()
    await tap('保存')
    expect(sent[0]?.body).toMatchObject({ plate: '沪AD1234' })
  })

  test('a guest logs in first, and nothing typed is lost', async () => {
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await enterPlate('AD12345')
    await fillCar()
    await tap('保存')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    expect(sent).toEqual([])
    logIn()
    expect(await screen.findByDisplayValue('Model 3')).toBeTruthy()
    expect(sent.map(({ call }) => call)).toEqual([ADD])
  })

  test('a brand that is not in the list is typed', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await enterPlate('AD12345')
    await fillCar()
    await tap('其他', 'radio')
    await type('品牌名称', '领克')
    await tap('保存')
    expect(sent[0]?.body).toMatchObject({ brand: '领克' })
  })
})

describe('the plate sheet', () => {
  test('takes a pasted text with a plate in it', async () => {
    render(<EditVehicle />)
    await tap(/^车牌号/)
    await tap('直接输入或粘贴')
    await type('车牌号', '我的车是苏E·8K88U，谢谢')
    await tap('使用车牌键盘')
    expect(screen.getByRole('button', { name: '第 7 位，U' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '完成' }).getAttribute('aria-disabled')).toBe('false')
  })

  test('takes plates that the boxes cannot hold as text', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await tap(/^车牌号/)
    await tap('直接输入或粘贴')
    await type('车牌号', '使014578')
    await tap('完成')
    await fillCar()
    await tap('保存')
    expect(sent[0]?.body).toMatchObject({ plate: '使014578' })
  })

  test('keeps a half-typed plate when it is closed', async () => {
    render(<EditVehicle />)
    await tap(/^车牌号/)
    await tap('A')
    await tap('1')
    await tap('关闭')
    expect(screen.getByRole('button', { name: '车牌号 沪A1' })).toBeTruthy()
    await tap('保存')
    expect(screen.getByText('车牌号不完整或格式不对，请检查。')).toBeTruthy()
  })
})

describe('the VIN while it is typed', () => {
  const VIN = '车架号（选填）'

  test('says how much is missing and, in the end, which car it is', async () => {
    render(<EditVehicle />)
    await type(VIN, 'LSV')
    expect(screen.getByText('还差 14 位')).toBeTruthy()
    await type(VIN, 'LSVTEST20R2900001')
    expect(screen.getByText('校验通过：上汽大众，2024 年款。请与行驶证核对。')).toBeTruthy()
  })

  test('asks about a letter O and changes it only on a tap', async () => {
    render(<EditVehicle />)
    await type(VIN, 'LSVTOST20R2900001')
    expect(screen.getByText('是否把数字 0 写成了字母 O？')).toBeTruthy()
    expect(await screen.findByDisplayValue('LSVTOST20R2900001')).toBeTruthy()
    await tap('改为 0')
    expect(await screen.findByDisplayValue('LSVT0ST20R2900001')).toBeTruthy()
  })

  test('a doubtful one goes on only with a reason', async () => {
    logIn()
    const sent = server({ [ADD]: () => car })
    render(<EditVehicle />)
    await enterPlate('AD12345')
    await fillCar()
    await type(VIN, 'LGXTESTH5SN900012')
    expect(screen.getByText('校验位对不上，可能有一位写错了。')).toBeTruthy()
    await tap('保存')
    expect(screen.getByText('请核对车架号；确认无误请在下方选择原因。')).toBeTruthy()
    expect(sent).toEqual([])
    await tap('平行进口车', 'radio')
    await tap('保存')
    expect(sent[0]?.body).toMatchObject({ vin: 'LGXTESTH5SN900012', vinOverride: 'parallel_import' })
  })
})

describe('changing a car', () => {
  test('begins with what is on file and keeps the VIN', async () => {
    logIn()
    opened(car.id)
    const sent = server({ [LIST]: () => [car], [EDIT]: () => car })
    render(<EditVehicle />)
    expect(await screen.findByDisplayValue('Model 3')).toBeTruthy()
    expect(screen.getByText('车架号 LRW**********0012')).toBeTruthy()
    await type('车型', 'Model Y')
    await tap('保存')
    const body = { plate: '沪AD12345', brand: '特斯拉', model: 'Model Y', fuel: 'bev', mileageKm: 32_000, version: 3 }
    expect(sent.find(({ call }) => call === EDIT)?.body).toEqual(body)
    expect(shown).toEqual(['已保存'])
  })

  test('a refusal is shown at its field and nothing typed is lost', async () => {
    logIn()
    opened(car.id)
    server({ [LIST]: () => [car], [EDIT]: () => refusal('vehicle.already_in_garage') })
    render(<EditVehicle />)
    await screen.findByDisplayValue('Model 3')
    await type('车型', 'Model Y')
    await tap('保存')
    expect(screen.getByText('这辆车已经在您的车库中。')).toBeTruthy()
    expect(screen.getByText('有内容需要补全或修改，请看标红处。')).toBeTruthy()
    expect(screen.getByDisplayValue('Model Y')).toBeTruthy()
    expect(went).toEqual([])
  })

  test('changed elsewhere meanwhile: says so, and the second try carries the newest version', async () => {
    logIn()
    opened(car.id)
    let version = 3
    const sent = server({
      [LIST]: () => [{ ...car, version }],
      [EDIT]: (body) => ((body as { version: number }).version === version ? car : refusal('vehicle.changed')),
    })
    render(<EditVehicle />)
    await screen.findByDisplayValue('Model 3')
    await type('车型', 'Model Y')
    version = 4
    await tap('保存')
    expect(await screen.findByText('这辆车的资料刚在别处改过，您填写的内容都在。请核对后再保存一次。')).toBeTruthy()
    expect(screen.getByDisplayValue('Model Y')).toBeTruthy()
    await tap('保存')
    expect(sent.filter(({ call }) => call === EDIT).map(({ body }) => (body as { version: number }).version)).toEqual([
      3, 4,
    ])
    expect(shown).toEqual(['已保存'])
  })

  test('no network: says so and keeps everything', async () => {
    logIn()
    opened(car.id)
    server({ [LIST]: () => [car] })
    render(<EditVehicle />)
    await screen.findByDisplayValue('Model 3')
    await tap('保存')
    expect(screen.getByText('网络不太顺畅，您填写的内容都在。请检查网络后重试。')).toBeTruthy()
    expect(screen.getByDisplayValue('Model 3')).toBeTruthy()
  })

  test('a car that is gone is not found', async () => {
    logIn()
    opened('01J00000000000000000000999')
    server({ [LIST]: () => [car] })
    render(<EditVehicle />)
    expect(await screen.findByText('没有找到这辆车，请从车库中重新选择。')).toBeTruthy()
  })

  test('the VIN on file is deleted on request', async () => {
    logIn()
    opened(car.id)
    const sent = server({ [LIST]: () => [car], [EDIT]: () => car })
    render(<EditVehicle />)
    await screen.findByDisplayValue('Model 3')
    await tap('删除')
    expect(screen.getByText('保存后将删除已登记的车架号。')).toBeTruthy()
    await tap('保存')
    expect(sent.find(({ call }) => call === EDIT)?.body).toMatchObject({ vin: null })
  })
})
