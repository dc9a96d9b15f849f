import '../in-wechat'
import { expect, jest, test } from '@jest/globals'
import { act, fireEvent, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { PlateField } from '../../../miniprogram/src/features/garage/PlateField'

function Form({ onPlate }: { readonly onPlate: (plate: string) => void }) {
  const [plate, setPlate] = useState('')
  return (
    <PlateField
      value={plate}
      onChange={(next) => {
        setPlate(next)
        onPlate(next)
      }}
    />
  )
}

const press = (element: Element) =>
  act(async () => {
    fireEvent.click(element)
    await Promise.resolve()
  })

async function choose(canIUse: boolean, answer: () => Promise<unknown>) {
  // Taro's web build has no canIUse to replace.
  Object.assign(Taro, { canIUse: () => canIUse })
  jest.spyOn(Taro, 'chooseLicensePlate').mockImplementation(answer as typeof Taro.chooseLicensePlate)
  const plates: string[] = []
  const { container } = render(<Form onPlate={(plate) => plates.push(plate)} />)
  const opener = container.querySelector('[aria-label^="车牌号"]')
  if (opener) await press(opener)
  const link = screen.queryByText('从微信选择车牌')
  if (link) await press(link)
  return { plates, offered: link !== null }
}

test('a plate kept in WeChat fills the boxes', async () => {
  const { plates } = await choose(true, () => Promise.resolve({ plateNumber: '粤B12A45', errMsg: 'ok' }))
  expect(plates).toEqual(['粤B12A45'])
})

test('choosing none changes nothing', async () => {
  const { plates, offered } = await choose(true, () => Promise.reject(new Error('cancel')))
  expect(offered).toBe(true)
  expect(plates).toEqual([])
})

test('a client that is too old does not offer it', async () => {
  expect((await choose(false, () => Promise.resolve({}))).offered).toBe(false)
})
